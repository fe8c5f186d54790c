package io.threadleak.spring;

import io.threadleak.attribution.OwnThreads;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The watch from one start of an application to its stop. Thread-safe; nothing here blocks. */
final class Watching {

  private static final Logger LOG = LoggerFactory.getLogger(Watching.class);

  private final Supplier<ReportSource> opening;
  private @Nullable ReportSource source; // guarded by this
  private boolean ended; // guarded by this

  /** Not begun yet. */
  Watching(Supplier<ReportSource> opening) {
    this.opening = opening;
  }

  /** Opens the source on a thread of its own, which ends with that. */
  void begin() {
    OwnThreads.factory("start").newThread(this::open).start();
  }

  /** The source; null while it is being opened, and once this has ended. */
  synchronized @Nullable ReportSource source() {
    return ended ? null : source;
  }

  /** Closes the source now, or as soon as it is open. */
  void end() {
    ReportSource opened;
    synchronized (this) {
      ended = true;
      opened = source;
    }
    if (opened != null) {
      opened.close();
    }
  }

  private void open() {
    ReportSource opened;
    try {
      opened = opening.get();
    } catch (RuntimeException | Error e) {
      LOG.warn("threadleak is off and the application runs on without it: {}", e.toString());
      return;
    }
    boolean late;
    synchronized (this) {
      source = opened;
      late = ended;
    }
    if (late) {
      opened.close();
    }
  }
}
