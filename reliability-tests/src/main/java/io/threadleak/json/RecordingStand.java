package io.threadleak.json;

import io.threadleak.model.LeakReport;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A recording on a clock of its own, without the thread that writes. It stands in the recorder's
 * package because the writer is nobody else's business. Used by one thread.
 */
public final class RecordingStand implements AutoCloseable {

  private static final long FILE_BYTES = 256 << 10;
  private static final long TOTAL_BYTES = 2 << 20;

  private final List<String> warnings = new ArrayList<>();
  private final AtomicLong lostRounds = new AtomicLong();
  private final RecordingWriter writer;

  /** Records to a directory, 2 MiB at most, by the given clock. */
  public RecordingStand(Path directory, Clock clock) {
    RecordingDirectory place =
        new RecordingDirectory(
            directory, ProcessHandle.current().pid(), RecordingDirectory::create);
    RecorderLimits limits =
        RecorderLimits.DEFAULT.withFileBytes(FILE_BYTES).withTotalBytes(TOTAL_BYTES);
    writer =
        new RecordingWriter(
            place, limits, new RecorderWarnings(directory, warnings::add), clock, lostRounds);
  }

  /** Records a round. */
  public void write(LeakReport report) {
    writer.write(report);
  }

  /** What there was to warn of, and rounds lost. */
  public List<String> troubles() {
    List<String> troubles = new ArrayList<>(warnings);
    if (lostRounds.get() > 0) {
      troubles.add(lostRounds + " rounds lost");
    }
    return troubles;
  }

  @Override
  public void close() {
    writer.close();
  }
}
