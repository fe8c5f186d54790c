package io.threadleak.heap;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.heap.HeapGraph.RootKind;
import io.threadleak.heap.HeapThread.HeapFrame;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that HotSpot writes seldom, ids of four bytes, and files cut into chunks anywhere. */
final class HandWrittenDumpTest {

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(ints = {4, 8})
  void object_byEitherSizeOfIds_hasItsClassFieldsAndReferences(int idSize) throws Exception {
    HeapDump dump = read(idSize, DumpBytes.CHUNK_BITS);
    assertThat(dump.isComplete()).isTrue();
    assertThat(dump.objects()).isEqualTo(12);
    int node = 6;
    int far = 11;
    assertThat(dump.classOf(node).name()).isEqualTo("com.acme.Node/0x0000001");
    assertThat(dump.number(node, "count", 0)).isEqualTo(4);
    assertThat(dump.reference(node, "next")).isEqualTo(far);
    assertThat(dump.reference(far, "next")).isEqualTo(node);
    assertThat(targets(dump, 9)).containsExactly(4, node, 8);
    assertThat(dump.number(dump.classOf(node).object(), "count", 0)).isEqualTo(-7);
    assertThat(dump.reference(dump.classOf(node).object(), "<resolved_references>")).isEqualTo(9);
  }

  @Test
  void reference_toWhatTheDumpDoesNotHold_isNone() throws Exception {
    HeapDump dump = read(8, DumpBytes.CHUNK_BITS);
    assertThat(dump.number(7, "count", 0)).isEqualTo(5);
    assertThat(dump.reference(7, "next")).isEqualTo(HeapGraph.NONE);
    assertThat(targets(dump, 7)).containsExactly(dump.classOf(7).object());
  }

  @Test
  void roots_ofEveryKind_areGlobalOrTheThreads() throws Exception {
    HeapDump dump = read(8, DumpBytes.CHUNK_BITS);
    List<String> roots = new ArrayList<>();
    dump.globalRoots((kind, object) -> roots.add(kind + " " + object));
    assertThat(roots)
        .containsExactly(
            RootKind.OTHER + " 6",
            RootKind.JNI_GLOBAL + " 11",
            RootKind.OTHER + " 6",
            RootKind.STICKY_CLASS + " 3",
            RootKind.OTHER + " 6",
            RootKind.OTHER + " 9",
            RootKind.OTHER + " 7");
    HeapThread thread = dump.threads().get(0);
    assertThat(dump.threads()).hasSize(1);
    assertThat(thread.object()).isEqualTo(8);
    assertThat(thread.jniLocals()).containsExactly(6, 9);
  }

  @Test
  void frames_ofThread_areInnermostFirstWithLocals() throws Exception {
    List<HeapFrame> frames = read(8, DumpBytes.CHUNK_BITS).threads().get(0).frames();
    assertThat(frames).hasSize(2);
    assertThat(frames.get(0).isNative()).isTrue();
    assertThat(frames.get(0).locals()).isEmpty();
    assertThat(frames.get(0).classObject()).as("of a version since replaced").isEqualTo(3);
    assertThat(frames.get(1).method()).hasToString("com.acme.Node/0x0000001.run(Node.java:17)");
    assertThat(frames.get(1).locals()).containsExactly(11);
    assertThat(frames.get(1).classObject()).isEqualTo(3);
  }

  /** As files over 1 GB are mapped, only smaller. */
  @ParameterizedTest
  @ValueSource(ints = {7, 8, 9, 10})
  void file_mappedInSeveralChunks_isReadAsInOne(int chunkBits) throws Exception {
    HeapDump whole = read(8, DumpBytes.CHUNK_BITS);
    HeapDump parts = read(8, chunkBits);
    assertThat(WholeLook.at(parts)).isEqualTo(WholeLook.at(whole));
    assertThat(Objects.requireNonNull(parts.classNamed("com.acme.Node/0x0000001")).number())
        .isEqualTo(3);
  }

  @Test
  void file_deletedWhileOpen_isRead() throws Exception {
    Path file = directory.resolve("gone.hprof");
    Files.write(file, HandWrittenDump.bytes(8));
    HeapDump dump;
    try (FileChannel channel = FileChannel.open(file)) {
      Files.delete(file);
      dump = HeapDump.read(channel, "gone", Progress.UNHEARD);
    }
    assertThat(WholeLook.at(dump)).isPositive();
  }

  @Test
  void progress_ofOneRead_risesToOne() throws Exception {
    List<Double> told = new ArrayList<>();
    Path file = directory.resolve("progress.hprof");
    Files.write(file, HandWrittenDump.bytes(8));
    HeapDump.read(file, told::add);
    assertThat(told).isSorted().endsWith(1.0);
  }

  private HeapDump read(int idSize, int chunkBits) throws IOException, InterruptedException {
    Path file = directory.resolve("small.hprof");
    Files.write(file, HandWrittenDump.bytes(idSize));
    try (FileChannel channel = FileChannel.open(file)) {
      return HeapDump.read(new DumpBytes(channel, "small", chunkBits), Progress.UNHEARD);
    }
  }

  private static List<Integer> targets(HeapDump dump, int object) {
    List<Integer> targets = new ArrayList<>();
    dump.references(object, (target, field) -> targets.add(target));
    return targets;
  }
}
