package io.threadleak.spring;

import io.threadleak.model.LeakReport;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * The watch over the threads of the JVM that an application runs in, as a bean of it: by the agent
 * where that is loaded, else by a monitor of the starter's own.
 *
 * <p>How is it designed, and why? It begins last, once the application serves, and on a thread of
 * its own: a JFR stream takes half a second to open, which no start has to wait for. Threads that
 * were started before are known by name.
 *
 * <p>Thread-safe.
 */
public final class ThreadLeakWatch implements SmartLifecycle {

  private final Supplier<? extends Supplier<ReportSource>> searches;
  private @Nullable Watching watching; // guarded by this

  /**
   * A watch that has not begun.
   *
   * @param searches asked at each start, on the thread that starts, for what opens the source
   */
  ThreadLeakWatch(Supplier<? extends Supplier<ReportSource>> searches) {
    this.searches = searches;
  }

  /** The latest report; empty until the watch has begun, a second after the application has. */
  public Optional<LeakReport> report() {
    return source().map(ReportSource::report);
  }

  /** Where reports come from now. */
  Optional<ReportSource> source() {
    Watching now;
    synchronized (this) {
      now = watching;
    }
    return now == null ? Optional.empty() : Optional.ofNullable(now.source());
  }

  @Override
  public synchronized void start() {
    if (watching == null) {
      watching = new Watching(searches.get());
      watching.begin();
    }
  }

  @Override
  public void stop() {
    Watching ending;
    synchronized (this) {
      ending = watching;
      watching = null;
    }
    if (ending != null) {
      ending.end();
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return watching != null;
  }

  /** After the web server. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
