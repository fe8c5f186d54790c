package io.threadleak.heap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a dump takes of the reader's heap. */
final class MemoryOfDumpTest {

  private static final int OBJECTS = 3_000_000;

  /** What the reading JVM may have: 8 bytes an object. */
  private static final int BOUND = (8 * OBJECTS) >> 20;

  @TempDir private Path directory;

  @Test
  void read_millionsOfObjects_fitsIntoEightBytesAnObject() throws Exception {
    Path file = ChildDump.write(directory, OBJECTS, "-Xmx256m");
    String told =
        ChildDump.run(
            List.of(
                "-Xmx" + BOUND + "m", "-XX:+UseSerialGC", Reader.class.getName(), file.toString()));
    String[] numbers = told.trim().split(" ", -1);
    assertThat(Long.parseLong(numbers[0])).isGreaterThan(OBJECTS);
    assertThat(Long.parseLong(numbers[1])).isGreaterThan(OBJECTS);
    assertThat(Double.parseDouble(numbers[2])).isLessThan(6);
  }

  /** Reads a dump, asks for all references and says how much memory it has in use. */
  static final class Reader {

    private Reader() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
      HeapDump dump = HeapDump.read(Path.of(arguments[0]), Progress.UNHEARD);
      int[] references = {0};
      for (int object = 0; object < dump.objects(); object++) {
        dump.references(object, (target, field) -> references[0]++);
      }
      System.gc();
      long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      System.out.println(
          dump.objects() + " " + references[0] + " " + (double) used / dump.objects());
    }
  }
}
