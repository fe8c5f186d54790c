package io.threadleak.json;

import io.threadleak.json.RecorderWarnings.Kind;
import io.threadleak.model.LeakReport;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes rounds to files, one after the other: a file is ended by its size or age, compressed, and
 * the next one is begun. What cannot be written is lost, counted, and tried anew with the next
 * round. Used by one thread at a time.
 */
final class RecordingWriter {

  private final RecordingDirectory directory;
  private final RecordingShelf shelf;
  private final RecorderLimits limits;
  private final RecorderWarnings warnings;
  private final Clock clock;
  private final AtomicLong lostRounds;
  private final RecorderLines lines = new RecorderLines();
  private @Nullable RecordingFile current;
  private boolean failing;

  /**
   * Touches no file before the first round.
   *
   * @param lostRounds counts the rounds that were lost, here and elsewhere
   */
  RecordingWriter(
      RecordingDirectory directory,
      RecorderLimits limits,
      RecorderWarnings warnings,
      Clock clock,
      AtomicLong lostRounds) {
    this.directory = directory;
    this.shelf = new RecordingShelf(directory.path(), limits);
    this.limits = limits;
    this.warnings = warnings;
    this.clock = clock;
    this.lostRounds = lostRounds;
  }

  /** Writes a round, or counts it as lost. */
  void write(LeakReport report) {
    boolean written = false;
    try {
      byte[] line = lines.round(report);
      RecordingFile file = fileFor(line.length, report);
      written = file != null && append(file, line);
    } finally {
      if (!written) {
        lostRounds.incrementAndGet();
      } else if (failing) {
        warnings.warn(Kind.RESUMED, lostRounds + " were lost");
      }
      failing = !written;
    }
  }

  /** Ends the file under way; a later round would begin a new one. */
  void close() {
    RecordingFile file = current;
    current = null;
    if (file == null) {
      return;
    }
    try {
      file.close();
    } catch (IOException e) {
      warnings.warn(Kind.WRITE, e);
    }
  }

  private @Nullable RecordingFile fileFor(int lineBytes, LeakReport report) {
    RecordingFile file = current;
    if (file != null && (file.isTorn() || !file.isThere())) {
      if (!file.isTorn()) {
        warnings.warn(Kind.GONE, file.path().getFileName().toString());
      }
      close();
    } else if (file != null && file.endsBefore(lineBytes, clock.instant(), limits)) {
      close();
      compress(file);
    }
    if (current == null) {
      current = begin(report);
    }
    return current;
  }

  private @Nullable RecordingFile begin(LeakReport report) {
    Instant now = clock.instant();
    try {
      directory.make();
      clear(now);
      RecordingFile file = directory.begin(now);
      try {
        file.append(lines.header(report, lostRounds.get()));
        return file;
      } catch (IOException | RuntimeException e) {
        file.discard();
        throw e;
      }
    } catch (IOException e) {
      warnings.warn(Kind.BEGIN, e);
      return null;
    }
  }

  private boolean append(RecordingFile file, byte[] line) {
    try {
      file.append(line);
      return true;
    } catch (IOException e) {
      warnings.warn(Kind.WRITE, e);
      return false;
    }
  }

  private void compress(RecordingFile ended) {
    try {
      directory.compress(ended.path());
    } catch (IOException e) {
      warnings.warn(Kind.COMPRESS, e);
    }
  }

  private void clear(Instant now) {
    try {
      shelf.clear(now);
    } catch (IOException e) {
      warnings.warn(Kind.CLEAR, e);
    }
  }
}
