package io.threadleak.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ThreadLimitsTest {

  private static final long LIVE = 40;

  @TempDir Path root;
  private ThreadLimits limits;

  @BeforeEach
  void readsTheDirectory() {
    limits = new ThreadLimits(root, () -> 1 << 20);
  }

  @Test
  void read_cgroup2_takesTheLowestUpTheTree() throws IOException {
    write("proc/self/cgroup", "0::/a/b\n");
    write("sys/fs/cgroup/a/b/pids.max", "max\n");
    write("sys/fs/cgroup/a/pids.max", "500\n");
    assertThat(limits.read(LIVE)).containsOnlyKeys("pids_max").containsValue(new Bound(500, 460));
  }

  @Test
  void read_cgroup2_takesTheGroupWithLeastLeftByWhatAllInItUse() throws IOException {
    write("proc/self/cgroup", "0::/a/b\n");
    write("sys/fs/cgroup/a/b/pids.max", "100\n");
    write("sys/fs/cgroup/a/b/pids.current", "41\n");
    write("sys/fs/cgroup/a/pids.max", "500\n");
    write("sys/fs/cgroup/a/pids.current", "490\n");
    assertThat(limits.read(LIVE)).containsEntry("pids_max", new Bound(500, 10));
  }

  @Test
  void read_cgroup1_readsThePidsController() throws IOException {
    write("proc/self/cgroup", "9:name=systemd:/\n8:pids:/x\n4:memory:/y\n");
    write("sys/fs/cgroup/pids/x/pids.max", "64\n");
    write("sys/fs/cgroup/y/pids.max", "1\n");
    assertThat(limits.read(LIVE)).containsEntry("pids_max", new Bound(64, 24));
  }

  @Test
  void read_cgroupOfTheHost_takesTheMountsRoot() throws IOException {
    write("proc/self/cgroup", "8:pids:/docker/0123\n");
    write("sys/fs/cgroup/pids/pids.max", "64\n");
    assertThat(limits.read(LIVE)).containsEntry("pids_max", new Bound(64, 24));
  }

  @Test
  void read_ulimit_countsAllThreadsOfTheUser() throws IOException {
    writeUlimit("96343", "1000");
    write("proc/7/status", "Name:\tjava\nUid:\t1000\t1000\nThreads:\t40\n");
    write("proc/8/status", "Name:\tother\nUid:\t1000\t1000\nThreads:\t2\n");
    write("proc/9/status", "Name:\troot\nUid:\t0\t0\nThreads:\t900\n");
    assertThat(limits.read(LIVE)).containsEntry("ulimit", new Bound(96343, 96301));
  }

  @Test
  void read_ulimitOfRoot_isNone() throws IOException {
    writeUlimit("96343", "0");
    write("proc/self/uid_map", "         0          0 4294967295\n");
    assertThat(limits.read(LIVE)).isEmpty();
  }

  @Test
  void read_ulimitOfRootOfANamespace_holds() throws IOException {
    writeUlimit("96343", "0");
    write("proc/self/uid_map", "         0     100000      65536\n");
    assertThat(limits.read(LIVE)).containsEntry("ulimit", new Bound(96343, 96303));
  }

  @Test
  void read_ulimitOfWhoMayExceedIt_isNone() throws IOException {
    writeUlimit("96343", "1000");
    write("proc/self/status", "Uid:\t1000\t1000\nCapEff:\t0000000001000000\nThreads:\t40\n");
    write("proc/self/uid_map", "         0          0 4294967295\n");
    assertThat(limits.read(LIVE)).isEmpty();
  }

  @Test
  void read_machine_takesThreadsOrProcessIdsWhicheverAreFewer() throws IOException {
    write("proc/sys/kernel/threads-max", "192686\n");
    write("proc/sys/kernel/pid_max", "32768\n");
    write("proc/loadavg", "0.20 0.18 0.12 1/768 11206\n");
    assertThat(limits.read(LIVE)).containsEntry("threads_max", new Bound(32768, 32000));
  }

  @Test
  void read_mappings_areTwoAThread() throws IOException {
    write("proc/sys/vm/max_map_count", "1000\n");
    write("proc/self/maps", "7f00-7f01 rw-p\n".repeat(200));
    assertThat(limits.read(LIVE)).containsEntry("map_count", new Bound(440, 400));
  }

  @Test
  void read_memoryOfTheMachine_isSharedOutByWhatAThreadTakes() throws IOException {
    write("proc/meminfo", "MemTotal: 900000 kB\nMemAvailable:  80000 kB\n");
    assertThat(limits.read(LIVE)).containsEntry("memory", new Bound(1040, 1000));
  }

  @Test
  void read_memoryOfACgroup2_countsFilesThatAreNotInUseAsLeft() throws IOException {
    write("proc/meminfo", "MemAvailable:  8000000 kB\n");
    write("proc/self/cgroup", "0::/a\n");
    write("sys/fs/cgroup/a/memory.max", 200 * 80 * 1024 + "\n");
    write("sys/fs/cgroup/a/memory.current", 150 * 80 * 1024 + "\n");
    write("sys/fs/cgroup/a/memory.stat", "anon 5\ninactive_file " + 50 * 80 * 1024 + "\n");
    assertThat(limits.read(LIVE)).containsEntry("memory", new Bound(140, 100));
  }

  @Test
  void read_memoryOfACgroup1_hasALimitAboveIt() throws IOException {
    write("proc/self/cgroup", "4:memory:/a/b\n");
    write("sys/fs/cgroup/memory/a/b/memory.limit_in_bytes", "9223372036854771712\n");
    write("sys/fs/cgroup/memory/a/b/memory.usage_in_bytes", "1\n");
    write("sys/fs/cgroup/memory/a/memory.limit_in_bytes", 30 * 80 * 1024 + "\n");
    write("sys/fs/cgroup/memory/a/memory.usage_in_bytes", 20 * 80 * 1024 + "\n");
    assertThat(limits.read(LIVE)).containsEntry("memory", new Bound(50, 10));
  }

  @Test
  void read_limitedAddressSpace_holdsWholeStacks() throws IOException {
    write("proc/meminfo", "MemAvailable:  8000000 kB\n");
    write("proc/self/limits", "Max address space         " + (1L << 30) + "  unlimited  bytes\n");
    write("proc/self/status", "VmSize:\t" + (1000 << 10) + " kB\n");
    assertThat(limits.read(LIVE)).containsEntry("memory", new Bound(64, 24));
  }

  @Test
  void read_unlimitedOrNothingThere_isAbsent() throws IOException {
    writeUlimit("unlimited", "1000");
    assertThat(limits.read(LIVE)).isEmpty();
  }

  @Test
  void read_thisJvm_isBoundedByMemoryAndMappings() {
    ThreadLimits ofThisJvm = new ThreadLimits();
    long live = ofThisJvm.live().orElseThrow();
    assertThat(ofThisJvm.read(live))
        .hasEntrySatisfying("memory", bound -> assertThat(bound.left()).isPositive())
        .hasEntrySatisfying("map_count", bound -> assertThat(bound.left()).isPositive());
  }

  @Test
  void live_status_isWhatTheKernelCounts() throws IOException {
    write("proc/self/status", "Name:\tjava\nThreads:\t42\nSigQ:\t0/96343\n");
    assertThat(limits.live()).hasValue(42);
  }

  @Test
  void live_nothingThere_isUnknown() {
    assertThat(limits.live()).isEmpty();
  }

  private void writeUlimit(String limit, String user) throws IOException {
    write(
        "proc/self/limits",
        "Limit   Soft Limit  Hard Limit  Units\n"
            + ("Max processes             " + limit + "   " + limit + "   processes\n"));
    write("proc/self/status", "Uid:\t" + user + "\t" + user + "\nThreads:\t40\n");
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
