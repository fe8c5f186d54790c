package io.threadleak.json;

import io.threadleak.ThreadLeakMonitor;
import io.threadleak.attribution.OwnThreads;
import io.threadleak.json.RecorderWarnings.Kind;
import io.threadleak.model.LeakReport;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a monitor sees to a directory, round by round, for a replay: {@code
 * docs/recordings.md}.
 *
 * <pre>{@code
 * Recorder recorder = Recorder.builder(Path.of("/var/lib/shop/threads")).start(monitor);
 * recorder.close();
 * }</pre>
 *
 * <p>One daemon thread writes; the monitor's rounds wait for nothing. Up to {@value #QUEUED_ROUNDS}
 * rounds queue for a slow disk, further ones are lost and counted. No failure to write gets further
 * than one warning of its kind. Thread-safe.
 */
public final class Recorder implements AutoCloseable {

  static final int QUEUED_ROUNDS = 16;

  private static final long CLOSING_SECONDS = 2;

  private final RecordingWriter writer;
  private final RecorderWarnings warnings;
  private final AtomicLong lostRounds;
  private final ThreadPoolExecutor executor;
  private volatile boolean overrun;
  private ThreadLeakMonitor.@Nullable Subscription subscription;

  /** Records what is handed to {@link #add}. */
  Recorder(RecordingWriter writer, RecorderWarnings warnings, AtomicLong lostRounds) {
    this.writer = writer;
    this.warnings = warnings;
    this.lostRounds = lostRounds;
    executor =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUED_ROUNDS),
            OwnThreads.factory("recording")) {
          @Override
          protected void terminated() {
            writer.close();
          }
        };
    executor.prestartAllCoreThreads();
  }

  /**
   * Begins a configuration; no file is touched before the first round.
   *
   * @param directory made where it is not there, for its owner alone; several processes may share
   *     it
   */
  public static Builder builder(Path directory) {
    return new Builder(directory);
  }

  /** Rounds that could not be recorded so far. */
  public long lostRounds() {
    return lostRounds.get();
  }

  /** Ends the recording, once what is queued is written, or after {@value #CLOSING_SECONDS} s. */
  @Override
  public synchronized void close() {
    if (subscription != null) {
      subscription.close();
    }
    executor.shutdown();
    try {
      if (!executor.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
        lostRounds.addAndGet(executor.shutdownNow().size());
      }
    } catch (InterruptedException interrupted) {
      lostRounds.addAndGet(executor.shutdownNow().size());
      Thread.currentThread().interrupt();
    }
  }

  /** Queues a round. Never blocks. */
  void add(LeakReport report) {
    try {
      executor.execute(() -> write(report));
    } catch (RejectedExecutionException full) {
      overrun = !executor.isShutdown();
      lostRounds.incrementAndGet();
    }
  }

  private synchronized void subscribeTo(ThreadLeakMonitor monitor) {
    subscription = monitor.subscribe(this::add);
  }

  private void write(LeakReport report) {
    try {
      writer.write(report);
      if (overrun) {
        warnings.warn(Kind.SLOW, lostRounds + " lost so far");
      }
    } catch (RuntimeException | Error failure) {
      warnings.warn(Kind.WRITE, failure);
    }
  }

  /** Configures a recorder. Not thread-safe. */
  public static final class Builder {

    private final Path directory;
    private RecorderLimits limits = RecorderLimits.DEFAULT;
    private Consumer<String> warnings =
        sentence -> System.getLogger("io.threadleak").log(Level.WARNING, sentence);

    private Builder(Path directory) {
      this.directory = Objects.requireNonNull(directory, "directory");
    }

    /**
     * A file is ended before it grows beyond this: 16 MiB by default, 64 KiB to 1 GiB. A quarter of
     * {@link #maxTotalBytes} counts where that is less.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder maxFileBytes(long bytes) {
      limits = limits.withFileBytes(bytes);
      return this;
    }

    /**
     * All recordings in the directory together: 256 MiB by default, 1 MiB to 1 TiB. The oldest are
     * deleted first.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder maxTotalBytes(long bytes) {
      limits = limits.withTotalBytes(bytes);
      return this;
    }

    /**
     * Recordings that were written to longer ago are deleted: 7 days by default, 1 h to 3,650 days.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder maxAge(Duration age) {
      limits = limits.withAge(age);
      return this;
    }

    /**
     * Where warnings go, each kind once, one sentence each; to the logger {@code io.threadleak} by
     * default. Called on the recorder's thread.
     */
    public Builder warnings(Consumer<String> warnings) {
      this.warnings = Objects.requireNonNull(warnings, "warnings");
      return this;
    }

    /** Starts to record what the monitor sees. */
    public Recorder start(ThreadLeakMonitor monitor) {
      RecordingDirectory place =
          new RecordingDirectory(
              directory, ProcessHandle.current().pid(), RecordingDirectory::create);
      RecorderWarnings told = new RecorderWarnings(place.path(), warnings);
      AtomicLong lost = new AtomicLong();
      RecordingWriter writer = new RecordingWriter(place, limits, told, Clock.systemUTC(), lost);
      Recorder recorder = new Recorder(writer, told, lost);
      recorder.subscribeTo(monitor);
      return recorder;
    }
  }
}
