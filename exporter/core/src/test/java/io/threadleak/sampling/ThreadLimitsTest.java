package io.threadleak.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ThreadLimitsTest {

  @TempDir Path root;

  @Test
  void read_cgroup2_takesTheLowestUpTheTree() throws IOException {
    write("proc/self/cgroup", "0::/a/b\n");
    write("sys/fs/cgroup/a/b/pids.max", "max\n");
    write("sys/fs/cgroup/a/pids.max", "500\n");
    assertThat(new ThreadLimits(root).read()).containsOnlyKeys("pids_max").containsValue(500L);
  }

  @Test
  void read_cgroup1_readsThePidsController() throws IOException {
    write("proc/self/cgroup", "9:name=systemd:/\n8:pids:/x\n4:memory:/y\n");
    write("sys/fs/cgroup/pids/x/pids.max", "64\n");
    write("sys/fs/cgroup/y/pids.max", "1\n");
    assertThat(new ThreadLimits(root).read()).containsEntry("pids_max", 64L);
  }

  @Test
  void read_ulimitAndKernel_areNamed() throws IOException {
    write(
        "proc/self/limits",
        "Limit   Soft Limit  Hard Limit  Units\nMax processes             96343   96343   processes\n");
    write("proc/sys/kernel/threads-max", "192686\n");
    assertThat(new ThreadLimits(root).read())
        .containsEntry("ulimit", 96343L)
        .containsEntry("threads_max", 192686L);
  }

  @Test
  void read_unlimitedOrNothingThere_isAbsent() throws IOException {
    write("proc/self/limits", "Max processes             unlimited   unlimited   processes\n");
    assertThat(new ThreadLimits(root).read()).isEmpty();
  }

  @Test
  void live_status_isWhatTheKernelCounts() throws IOException {
    write("proc/self/status", "Name:\tjava\nThreads:\t42\nSigQ:\t0/96343\n");
    assertThat(new ThreadLimits(root).live()).hasValue(42);
  }

  @Test
  void live_nothingThere_isUnknown() {
    assertThat(new ThreadLimits(root).live()).isEmpty();
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
