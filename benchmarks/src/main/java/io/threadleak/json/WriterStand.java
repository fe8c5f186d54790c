package io.threadleak.json;

import io.threadleak.model.LeakReport;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A recorder's writing without its thread and its queue: each round is written when it is called
 * for. Used by one thread.
 */
public final class WriterStand {

  private final AtomicLong lostRounds = new AtomicLong();
  private final RecorderLines lines = new RecorderLines();
  private final RecordingWriter writer;

  /** Writes to a directory within the limits that hold by default. */
  public WriterStand(Path directory) {
    RecordingDirectory place = new RecordingDirectory(directory, 1, RecordingDirectory::create);
    RecorderWarnings warnings = new RecorderWarnings(place.path(), WriterStand::fail);
    writer =
        new RecordingWriter(place, RecorderLimits.DEFAULT, warnings, Clock.systemUTC(), lostRounds);
  }

  /** Writes a round; compresses a file with it that it ends. */
  public long write(LeakReport report) {
    writer.write(report);
    return lostRounds.get();
  }

  /** How long the line of a round is. */
  public int bytes(LeakReport report) {
    return lines.round(report).length;
  }

  /** Ends the file under way. */
  public void close() {
    writer.close();
  }

  private static void fail(String warning) {
    throw new IllegalStateException(warning);
  }
}
