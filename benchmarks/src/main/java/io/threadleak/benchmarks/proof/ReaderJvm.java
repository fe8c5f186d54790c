package io.threadleak.benchmarks.proof;

import io.threadleak.benchmarks.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Runs readers, each time in a JVM of its own with the serial collector. */
final class ReaderJvm {

  private final Path dump;

  ReaderJvm(Path dump) {
    this.dump = dump;
  }

  /** Reads the dump once; empty where the heap did not suffice. */
  Optional<ReaderCosts> read(Reader reader, long heapBytes)
      throws IOException, InterruptedException {
    List<String> options = List.of("-XX:+UseSerialGC", "-Xmx%dk".formatted(heapBytes >> 10));
    Process process =
        ChildJvm.start(ReaderWorker.class, options, List.of(reader.name(), dump.toString()));
    List<String> lines = process.inputReader().lines().toList();
    int exit = process.waitFor();
    if (exit == ReaderWorker.OUT_OF_MEMORY) {
      return Optional.empty();
    }
    if (exit != 0 || lines.size() != 1) {
      throw new IOException(reader + " ended with exit code " + exit + " and " + lines);
    }
    return Optional.of(ReaderCosts.of(lines.get(0)));
  }
}
