package io.threadleak.evidence;

import io.threadleak.evidence.EvidenceWarnings.Kind;
import io.threadleak.model.EvidenceReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes bundles, and what it is told.
 *
 * <p>It is there from the start, so that a bundle can be written when no thread can be started any
 * more. Who pulls a trigger leaves a note and wakes it. What could not be written is tried again,
 * after a minute at first, then at intervals twice as long, half an hour at most; the note stays
 * meanwhile.
 */
final class EvidenceThread {

  private static final Duration FIRST_RETRY = Duration.ofMinutes(1);
  private static final int MOST_DOUBLINGS = 5;

  private final BundleWriter writer;
  private final EvidenceWarnings warnings;
  private final Cooldowns cooldowns;
  private final Function<Firing, Scene> scenes;
  private final Clock clock;
  private final Firings firings = new Firings();
  private final AtomicLong failedStarts = new AtomicLong();
  private final AtomicLong heldBack = new AtomicLong();
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private volatile @Nullable Instant last;
  private volatile boolean exhausted;
  private volatile boolean toRehearse;
  private volatile boolean closed;
  private volatile @Nullable Thread thread;
  private boolean rehearsed;
  private int failuresInARow;
  private volatile long retryNanos;

  EvidenceThread(
      BundleWriter writer,
      EvidenceWarnings warnings,
      Cooldowns cooldowns,
      Function<Firing, Scene> scenes,
      Clock clock) {
    this.writer = writer;
    this.warnings = warnings;
    this.cooldowns = cooldowns;
    this.scenes = scenes;
    this.clock = clock;
  }

  void start(ThreadFactory factory) {
    Thread started = factory.newThread(this::run);
    thread = started;
    started.start();
  }

  /** Has all that is needed for a bundle loaded, if that has not been done. */
  void rehearse() {
    if (!toRehearse) {
      toRehearse = true;
      wake();
    }
  }

  /** A note that is taken; null if the last bundle is too fresh, or one such waits already. */
  @Nullable Firing offer(Trigger trigger, String reason, Map<String, ?> values) {
    Firing firing = new Firing(trigger, reason, values, now());
    if (closed || !cooldowns.begin(trigger, System.nanoTime()) || !firings.add(firing)) {
      heldBack.incrementAndGet();
      return null;
    }
    retryNanos = System.nanoTime();
    wake();
    return firing;
  }

  /** Allocates nothing. */
  void exhausted() {
    failedStarts.incrementAndGet();
    exhausted = true;
    wake();
  }

  EvidenceReport counts() {
    return new EvidenceReport(written.get(), failed.get(), heldBack.get(), dropped.get(), last);
  }

  /** Waits for the first attempt; whether it was made. */
  boolean await(Firing firing, Duration atMost) throws InterruptedException {
    long nanos = atMost.toNanos();
    if (firing.done().await(nanos * 2 / 3, TimeUnit.NANOSECONDS)) {
      return true;
    }
    Thread writing = thread;
    if (writing != null) {
      writing.interrupt();
    }
    return firing.done().await(nanos / 3, TimeUnit.NANOSECONDS);
  }

  void awaitQuiet(Duration atMost) throws InterruptedException {
    Firing next = firings.next();
    if (next != null) {
      await(next, atMost);
    }
  }

  /** Ends the thread; waits for it no longer than that. */
  void close(Duration atMost) {
    closed = true;
    wake();
    Thread ending = thread;
    if (ending == null) {
      return;
    }
    try {
      ending.join(atMost.toMillis());
      ending.interrupt();
    } catch (InterruptedException e) {
      ending.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  private void wake() {
    LockSupport.unpark(thread);
  }

  private void run() {
    while (!closed) {
      try {
        if (!step()) {
          rest();
        }
      } catch (Throwable e) {
        failed.incrementAndGet();
        warnings.warn(Kind.WRITE, e);
      }
    }
  }

  /** Does the next thing there is to do; whether there was one. */
  private boolean step() {
    if (exhausted) {
      exhausted = false;
      long starts = failedStarts.get();
      offer(
          Trigger.EXHAUSTED,
          "The JVM could not make another thread: OutOfMemoryError on Thread.start",
          Map.of("failedStarts", starts));
    }
    if (toRehearse && !rehearsed) {
      rehearsed = true;
      tryToRehearse();
      return true;
    }
    Firing next = firings.next();
    if (next == null || (failuresInARow > 0 && System.nanoTime() - retryNanos < 0)) {
      return false;
    }
    write(next);
    return true;
  }

  private void rest() {
    if (firings.next() == null) {
      LockSupport.park(this);
    } else {
      LockSupport.parkNanos(this, Math.max(1, retryNanos - System.nanoTime()));
    }
    // Somebody had no time left for a bundle that is through by now.
    Thread.interrupted();
  }

  private void tryToRehearse() {
    try {
      writer.rehearse(
          scenes.apply(new Firing(Trigger.REQUEST, "rehearsal", Map.of(), clock.instant())));
    } catch (IOException e) {
      failed.incrementAndGet();
      warnings.warn(Kind.REHEARSAL, e);
    }
  }

  private void write(Firing firing) {
    try {
      Path bundle = writer.write(scenes.apply(firing));
      firings.remove(firing);
      failuresInARow = 0;
      written.incrementAndGet();
      last = clock.instant();
      firing.done().countDown();
      warnings.tell("evidence is kept in %s: %s".formatted(bundle, firing.reason()));
      clear();
    } catch (IOException | RuntimeException | Error e) {
      failed.incrementAndGet();
      long wait = FIRST_RETRY.toNanos() << Math.min(failuresInARow, MOST_DOUBLINGS);
      retryNanos = System.nanoTime() + wait;
      failuresInARow++;
      warnings.warn(Kind.WRITE, e);
    } finally {
      firing.done().countDown();
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private void clear() {
    try {
      dropped.addAndGet(writer.clear());
    } catch (IOException e) {
      warnings.warn(Kind.CLEAR, e);
    }
  }
}
