package io.threadleak.heap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are damaged, cut or something else: refused with a reason, or read without harm. */
final class BadDumpTest {

  private static final int[] FLIPS = {0x01, 0x80, 0xFF, 0x7F};

  @TempDir private Path directory;

  private int refused;
  private int readable;

  @ParameterizedTest
  @ValueSource(ints = {4, 8})
  void file_cutAnywhere_isRefusedOrNotComplete(int idSize) throws Exception {
    byte[] whole = HandWrittenDump.bytes(idSize);
    Path file = directory.resolve("cut.hprof");
    Files.write(file, whole);
    for (int length = whole.length - 1; length >= 0; length--) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(length);
      }
      HeapDump dump = tryToRead(file);
      assertThat(dump == null || !dump.isComplete()).as("%s bytes", length).isTrue();
    }
    assertThat(refused).isGreaterThan(whole.length * 9 / 10);
    assertThat(readable).isPositive();
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 8})
  void file_withAnyByteChanged_isRefusedOrReadWithoutHarm(int idSize) throws Exception {
    byte[] whole = HandWrittenDump.bytes(idSize);
    Path file = directory.resolve("changed.hprof");
    Files.write(file, whole);
    try (RandomAccessFile changed = new RandomAccessFile(file.toFile(), "rw")) {
      for (int at = 0; at < whole.length; at++) {
        for (int flip : FLIPS) {
          write(changed, at, whole[at] ^ flip);
          tryToRead(file);
        }
        write(changed, at, whole[at]);
      }
    }
    assertThat(tryToRead(file)).isNotNull();
    assertThat(refused).isGreaterThan(whole.length / 4);
    assertThat(readable).isGreaterThan(whole.length / 4);
  }

  @Test
  void realDump_damagedAtRandom_isRefusedOrReadWithoutHarm() throws Exception {
    Path file = ChildDump.write(directory, 0);
    Random random = new Random(20_240_607);
    try (RandomAccessFile changed = new RandomAccessFile(file.toFile(), "rw")) {
      for (int round = 0; round < 100; round++) {
        long at = (long) (random.nextDouble() * changed.length());
        changed.seek(at);
        int before = changed.read();
        write(changed, at, random.nextInt(256));
        tryToRead(file);
        write(changed, at, before);
      }
      assertThat(tryToRead(file)).isNotNull();
      for (int round = 0; round < 10; round++) {
        changed.setLength((long) (changed.length() * (0.8 + 0.2 * random.nextDouble())));
        HeapDump dump = tryToRead(file);
        assertThat(dump == null || !dump.isComplete()).isTrue();
      }
    }
    assertThat(refused).isPositive();
    assertThat(readable).isPositive();
  }

  @Test
  void otherFile_ofAnyKind_isRefusedWithTheCure() throws Exception {
    assertThatThrownBy(() -> read(new byte[0])).hasMessageContaining("no heap dump of form HPROF");
    assertThatThrownBy(() -> read("JAVA PROFILE 1.0.3\0........".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(HeapDumpException.class)
        .hasMessageContaining("other.hprof: no heap dump of form HPROF 1.0.2 at offset 0")
        .hasMessageContaining("jcmd PID GC.heap_dump");
    assertThatThrownBy(() -> read(new byte[] {0x1F, (byte) 0x8B, 8, 0}))
        .hasMessageContaining("gunzip");
  }

  @Test
  void header_withOddSizeOfIds_isRefusedAtItsPlace() {
    byte[] odd = HandWrittenDump.bytes(8);
    odd[22] = 7;
    assertThatThrownBy(() -> read(odd))
        .hasMessageContaining("ids of 7 bytes at offset 19")
        .extracting(e -> ((HeapDumpException) e).offset())
        .isEqualTo(19L);
  }

  @Test
  void dump_tornInsideARecord_namesTheCure() {
    byte[] whole = HandWrittenDump.bytes(8);
    assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length - 12)))
        .isInstanceOf(HeapDumpException.class)
        .hasMessageContaining("goes beyond the end")
        .hasMessageContaining("the dump was not finished or not copied whole");
  }

  @Test
  void read_whileInterrupted_endsAndClearsTheFlag() throws Exception {
    Path file = directory.resolve("interrupted.hprof");
    Files.write(file, HandWrittenDump.bytes(8));
    try (FileChannel channel = FileChannel.open(file)) {
      DumpBytes bytes = new DumpBytes(channel, "interrupted", DumpBytes.CHUNK_BITS);
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> HeapDump.read(bytes, Progress.UNHEARD))
          .isInstanceOf(InterruptedException.class);
    }
    assertThat(Thread.interrupted()).isFalse();
  }

  private HeapDump read(byte[] content) throws IOException, InterruptedException {
    Path file = directory.resolve("other.hprof");
    Files.write(file, content);
    return HeapDump.read(file, Progress.UNHEARD);
  }

  /** The dump, asked for all it has; null where it was refused. */
  private @Nullable HeapDump tryToRead(Path file) throws IOException, InterruptedException {
    try {
      HeapDump dump = HeapDump.read(file, Progress.UNHEARD);
      WholeLook.at(dump);
      readable++;
      return dump;
    } catch (HeapDumpException e) {
      refused++;
      return null;
    }
  }

  private static void write(RandomAccessFile file, long at, int value) throws IOException {
    file.seek(at);
    file.write(value);
  }
}
