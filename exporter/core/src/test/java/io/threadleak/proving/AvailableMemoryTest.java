package io.threadleak.proving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AvailableMemoryTest {

  @TempDir private Path root;

  @Test
  void bytes_nothingTells_isUnknown() {
    assertThat(new AvailableMemory(root).bytes()).isEqualTo(AvailableMemory.UNKNOWN);
  }

  @Test
  void bytes_machineWithoutLimit_isWhatTheMachineHas() throws IOException {
    write("proc/meminfo", "MemTotal:  9000 kB\nMemAvailable:    2048 kB\n");
    write("sys/fs/cgroup/memory.max", "max\n");
    write("sys/fs/cgroup/memory.current", "5\n");

    assertThat(new AvailableMemory(root).bytes()).isEqualTo(2048 << 10);
  }

  @Test
  void bytes_containerWithLimit_isWhatItLeavesCacheAside() throws IOException {
    write("proc/meminfo", "MemAvailable:    2048 kB\n");
    write("sys/fs/cgroup/memory.max", "1000\n");
    write("sys/fs/cgroup/memory.current", "900\n");
    write("sys/fs/cgroup/memory.stat", "anon 400\ninactive_file 300\n");

    assertThat(new AvailableMemory(root).bytes()).isEqualTo(400);
  }

  @Test
  void bytes_olderControlGroups_isTheSame() throws IOException {
    write("sys/fs/cgroup/memory/memory.limit_in_bytes", "1000\n");
    write("sys/fs/cgroup/memory/memory.usage_in_bytes", "900\n");
    write("sys/fs/cgroup/memory/memory.stat", "total_inactive_file 50\n");

    assertThat(new AvailableMemory(root).bytes()).isEqualTo(150);
  }

  @Test
  void bytes_thisMachine_isSomeMemory() {
    assertThat(new AvailableMemory(Path.of("/")).bytes()).isPositive();
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
