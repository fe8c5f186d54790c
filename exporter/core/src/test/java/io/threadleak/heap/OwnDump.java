package io.threadleak.heap;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** Dumps of the JVM that runs the tests. */
final class OwnDump {

  private OwnDump() {}

  /** Writes one of live objects into a new file of that directory. */
  static Path write(Path directory) {
    Path file = directory.resolve("own-" + System.nanoTime() + ".hprof");
    try {
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpHeap(file.toString(), true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  /** Writes one, reads it and deletes it. */
  static HeapDump read(Path directory) throws IOException, InterruptedException {
    Path file = write(directory);
    HeapDump dump = HeapDump.read(file, Progress.UNHEARD);
    Files.delete(file);
    return dump;
  }
}
