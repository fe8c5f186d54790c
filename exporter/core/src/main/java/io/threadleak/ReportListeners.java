package io.threadleak;

import io.threadleak.ThreadLeakMonitor.Subscription;
import io.threadleak.model.LeakReport;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Those who want to hear of every new report, in the order in which they came. Thread-safe.
 *
 * <p>A listener is foreign code on the monitor's thread: whatever it throws ends at this class.
 */
final class ReportListeners {

  private final List<Entry> entries = new CopyOnWriteArrayList<>();

  /** Adds a listener, once more if it is there already. */
  Subscription add(Consumer<LeakReport> listener) {
    Entry entry = new Entry(listener);
    entries.add(entry);
    return entry;
  }

  /**
   * Hands a report to every listener.
   *
   * @return how many of them threw
   */
  int publish(LeakReport report) {
    int failures = 0;
    for (Entry entry : entries) {
      if (!entry.accepts(report)) {
        failures++;
      }
    }
    return failures;
  }

  /** Forgets all listeners. */
  void clear() {
    entries.clear();
  }

  private final class Entry implements Subscription {

    private final Consumer<LeakReport> listener;

    Entry(Consumer<LeakReport> listener) {
      this.listener = listener;
    }

    /** Whether the listener took the report without throwing. */
    boolean accepts(LeakReport report) {
      try {
        listener.accept(report);
        return true;
      } catch (Throwable hostsFailure) {
        return false;
      }
    }

    @Override
    public void close() {
      entries.remove(this);
    }
  }
}
