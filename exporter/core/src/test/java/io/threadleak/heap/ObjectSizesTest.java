package io.threadleak.heap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** Sizes of objects under each layout that HotSpot has; a dump does not tell which it was. */
final class ObjectSizesTest {

  @TempDir private Path directory;

  @Test
  void bytes_compressedReferences_areThoseOfTheJvm() throws Exception {
    assertSizes(dump("-XX:+UseCompressedOops"), 16, 16, 24, 32);
  }

  @Test
  void bytes_wideReferences_areThoseOfTheJvm() throws Exception {
    assertSizes(dump("-XX:-UseCompressedOops"), 16, 16, 24, 40);
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_25, disabledReason = "no compact headers before")
  void bytes_compactHeaders_areThoseOfTheJvm() throws Exception {
    assertSizes(dump("-XX:+UseCompactObjectHeaders"), 8, 16, 24, 24);
  }

  @Test
  void bytes_alignedTo16_areMultiplesOf16() throws Exception {
    assertSizes(dump("-XX:ObjectAlignmentInBytes=16"), 16, 16, 32, 32);
  }

  @Test
  void bytes_ofAllObjects_areNoMoreThanTheHeap() throws Exception {
    HeapDump dump = dump("-Xmx64m");
    long sum = 0;
    for (int object = 0; object < dump.objects(); object++) {
      sum += dump.bytes(object);
    }
    // 10,000 quartets of 16, 16, 24 and 32 bytes and what a small JVM has beside
    assertThat(sum).isBetween(10_000L * 88, 20_000_000L);
  }

  private HeapDump dump(String option) throws IOException, InterruptedException {
    Path file = ChildDump.write(directory, 40_000, "-XX:+UseSerialGC", option);
    return HeapDump.read(file, Progress.UNHEARD);
  }

  /** Of {@code Object}, {@code Integer}, {@code long[1]} and {@code Object[3]}. */
  private static void assertSizes(
      HeapDump dump, long object, long integer, long longs, long objects) {
    int child = Objects.requireNonNull(dump.classNamed(ChildDump.class.getName())).object();
    int elements = dump.reference(dump.reference(child, "KEPT"), "elementData");
    int[] quartet = {HeapGraph.NONE};
    dump.references(elements, (target, field) -> quartet[0] = target);
    assertThat(dump.bytes(quartet[0])).isEqualTo(objects);
    dump.references(
        quartet[0],
        (target, field) -> {
          switch (dump.classOf(target).name()) {
            case "java.lang.Object" -> assertThat(dump.bytes(target)).isEqualTo(object);
            case "java.lang.Integer" -> assertThat(dump.bytes(target)).isEqualTo(integer);
            case "[J" -> assertThat(dump.bytes(target)).isEqualTo(longs);
            default -> assertThat(dump.bytes(target)).isGreaterThan(60);
          }
        });
  }
}
