package io.threadleak.evidence;

import io.threadleak.evidence.Trigger.Urgency;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** What waits to be written, at most one of each trigger. Thread-safe. */
final class Firings {

  /** What may have no second chance goes first. */
  private static final List<Trigger> ORDER =
      Arrays.stream(Trigger.values())
          .sorted(Comparator.comparing(trigger -> trigger.urgency() != Urgency.LAST_CHANCE))
          .toList();

  private final ConcurrentMap<Trigger, Firing> waiting = new ConcurrentHashMap<>();

  /** Whether there was room for it. */
  boolean add(Firing firing) {
    return waiting.putIfAbsent(firing.trigger(), firing) == null;
  }

  /** The next one, which stays; null if there is none. */
  @Nullable Firing next() {
    for (Trigger trigger : ORDER) {
      Firing firing = waiting.get(trigger);
      if (firing != null) {
        return firing;
      }
    }
    return null;
  }

  void remove(Firing firing) {
    waiting.remove(firing.trigger(), firing);
  }
}
