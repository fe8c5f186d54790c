package io.threadleak.junit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a failure says: who leaked what, where it was started, where it stands, and what next. */
final class LeakMessage {

  private static final int MAX_GROUPS = 10;
  private static final int MAX_NAMES = 3;

  /** What is said once of threads that have it in common. */
  private record Group(
      String label,
      String kind,
      Thread.State state,
      String context,
      List<String> stack,
      @Nullable Fate fate) {}

  private LeakMessage() {}

  /**
   * The message.
   *
   * @param where the stretch that was looked at, {@code com.acme.OrderTest.places_order()}
   * @param leaks one or more
   * @param waited how long they were given to end
   * @param means how starts were seen
   * @param fates whether they can still end
   */
  static String of(String where, List<Leak> leaks, Duration waited, String means, Fates fates) {
    StringBuilder text = new StringBuilder();
    text.append(threads(leaks.size(), "")).append(" leaked by ").append(where).append('\n');
    Map<Group, List<Leak>> groups =
        leaks.stream()
            .collect(
                Collectors.groupingBy(
                    leak -> groupOf(leak, fates), LinkedHashMap::new, Collectors.toList()));
    int shown = 0;
    for (Map.Entry<Group, List<Leak>> entry : groups.entrySet()) {
      if (shown++ == MAX_GROUPS) {
        text.append("\nand ").append(groups.size() - MAX_GROUPS).append(" more places\n");
        break;
      }
      append(text, entry.getKey(), entry.getValue(), where);
    }
    text.append('\n').append("They were given ").append(seconds(waited)).append(" to end. ");
    text.append(means).append(".\n");
    if (!fates.means().isEmpty()) {
      text.append(fates.means()).append('\n');
    }
    text.append(nextStep(leaks, fates));
    return text.toString();
  }

  private static void append(StringBuilder text, Group group, List<Leak> threads, String where) {
    text.append('\n')
        .append(threads(threads.size(), group.kind() + " "))
        .append(" started at ")
        .append(group.label())
        .append(": ")
        .append(names(threads))
        .append('\n');
    if (!group.context().equals(where)) {
      text.append("  in ").append(group.context()).append('\n');
    }
    append(text, group.state().name().toLowerCase(Locale.ROOT), group.stack());
    append(text, group.fate());
    append(text, "started by", Frames.shownUpToRunner(threads.get(0).startedBy()));
  }

  private static void append(StringBuilder text, @Nullable Fate fate) {
    if (fate != null) {
      text.append("  ").append(fate.text()).append('\n');
      append(text, "held by", fate.heldBy());
    }
  }

  private static void append(StringBuilder text, String what, List<String> lines) {
    if (!lines.isEmpty()) {
      text.append("  ").append(what).append('\n');
      lines.forEach(line -> text.append("    ").append(line).append('\n'));
    }
  }

  private static Group groupOf(Leak leak, Fates fates) {
    return new Group(
        leak.label(),
        leak.kind().label(),
        leak.state(),
        leak.context().name(),
        Frames.shown(leak.stack()),
        fates.of(leak));
  }

  private static String names(List<Leak> threads) {
    List<String> names = new ArrayList<>();
    for (Leak thread : threads.subList(0, Math.min(threads.size(), MAX_NAMES))) {
      String name = thread.name();
      names.add(name.isEmpty() ? "(no name)" : "\"" + name + "\"");
    }
    String more =
        threads.size() > MAX_NAMES ? " and " + (threads.size() - MAX_NAMES) + " more" : "";
    return String.join(", ", names) + more;
  }

  private static String nextStep(List<Leak> leaks, Fates fates) {
    String place = firstSite(leaks);
    return "End them before the test ends: close the client, shut the executor down, cancel the"
        + " timer, interrupt the thread and wait for it."
        + (fates.someAreOver()
            ? "\nThose that were slow to stop need no more than time: wait for them in the test, or"
                + " raise lingerMillis."
            : "")
        + (place == null
            ? ""
            : "\nIf they may stay: @NoThreadLeaks(ignoreSites = \"" + place + "\").");
  }

  private static @Nullable String firstSite(List<Leak> leaks) {
    return leaks.stream()
        .filter(Leak::seen)
        .findFirst()
        .map(leak -> leak.label().replaceFirst("\\(.*", ""))
        .orElse(null);
  }

  private static String threads(int number, String kind) {
    return number + " " + kind + (number == 1 ? "thread" : "threads");
  }

  private static String seconds(Duration time) {
    long millis = time.toMillis();
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }
}
