package io.threadleak.proving;

import io.threadleak.model.ProofProgress;
import io.threadleak.proof.ProofFindings;
import io.threadleak.proof.ProofQuestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;

/** A proof about a heap that somebody dumped, in this process. */
public final class FileProof {

  private FileProof() {}

  /**
   * Proves what can be without the JVM that was dumped.
   *
   * @param progress hears how far it is, on the calling thread
   * @throws IOException if the file cannot be read or is no dump; the message names it
   */
  public static ProofOutcome of(Path file, Consumer<ProofProgress> progress) throws IOException {
    long begin = System.nanoTime();
    Instant time = Files.getLastModifiedTime(file).toInstant();
    try (HeapAnalysis.Opened heap = new DumpAnalysis().open(file)) {
      ProofFindings findings =
          heap.find(
              ProofQuestion.ofAnyDump(),
              (phase, fraction) -> progress.accept(new ProofProgress(phase, fraction)));
      return new ProofOutcome(time, (System.nanoTime() - begin) / 1e9, null, 0, findings);
    }
  }
}
