package io.threadleak.agent.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What proofs have on disk. */
final class ProofFiles {

  private ProofFiles() {}

  /** Everything below a folder. */
  static List<Path> in(Path folder) throws IOException {
    while (true) {
      try (Stream<Path> files = Files.walk(folder)) {
        return files.filter(file -> !file.equals(folder)).toList();
      } catch (NoSuchFileException | UncheckedIOException goneMeanwhile) {
        Thread.onSpinWait();
      }
    }
  }
}
