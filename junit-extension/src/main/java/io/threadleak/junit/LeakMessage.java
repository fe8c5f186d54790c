package io.threadleak.junit;

import io.threadleak.attribution.VirtualThreadApi;
import io.threadleak.model.CreationSite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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
      String label, String kind, Thread.State state, String context, List<String> stack) {}

  private LeakMessage() {}

  /**
   * The message.
   *
   * @param where the stretch that was looked at, {@code com.acme.OrderTest.places_order()}
   * @param leaks one or more
   * @param waited how long they were given to end
   * @param means how starts were seen
   */
  static String of(String where, List<StartedThread> leaks, Duration waited, String means) {
    StringBuilder text = new StringBuilder();
    text.append(threads(leaks.size(), "")).append(" leaked by ").append(where).append('\n');
    Map<Group, List<StartedThread>> groups =
        leaks.stream()
            .collect(
                Collectors.groupingBy(
                    LeakMessage::groupOf, LinkedHashMap::new, Collectors.toList()));
    int shown = 0;
    for (Map.Entry<Group, List<StartedThread>> entry : groups.entrySet()) {
      if (shown++ == MAX_GROUPS) {
        text.append("\nand ").append(groups.size() - MAX_GROUPS).append(" more places\n");
        break;
      }
      append(text, entry.getKey(), entry.getValue(), where);
    }
    text.append('\n').append("They were given ").append(seconds(waited)).append(" to end. ");
    text.append(means).append(".\n");
    text.append(nextStep(leaks));
    return text.toString();
  }

  private static void append(
      StringBuilder text, Group group, List<StartedThread> threads, String where) {
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
    append(text, "started by", Frames.shownUpToRunner(threads.get(0).startedBy()));
  }

  private static void append(StringBuilder text, String what, List<String> lines) {
    if (!lines.isEmpty()) {
      text.append("  ").append(what).append('\n');
      lines.forEach(line -> text.append("    ").append(line).append('\n'));
    }
  }

  private static Group groupOf(StartedThread leak) {
    Thread thread = leak.thread();
    TestContext context = leak.context();
    return new Group(
        leak.label(),
        VirtualThreadApi.isVirtual(thread) ? "virtual" : "platform",
        thread.getState(),
        context == null ? TestContext.NONE.name() : context.name(),
        Frames.shown(Arrays.asList(thread.getStackTrace())));
  }

  private static String names(List<StartedThread> threads) {
    List<String> names = new ArrayList<>();
    for (StartedThread thread : threads.subList(0, Math.min(threads.size(), MAX_NAMES))) {
      String name = thread.thread().getName();
      names.add(name.isEmpty() ? "(no name)" : "\"" + name + "\"");
    }
    String more =
        threads.size() > MAX_NAMES ? " and " + (threads.size() - MAX_NAMES) + " more" : "";
    return String.join(", ", names) + more;
  }

  private static String nextStep(List<StartedThread> leaks) {
    String place = firstSite(leaks);
    String end =
        "End them before the test ends: close the client, shut the executor down, cancel the"
            + " timer, interrupt the thread and wait for it.";
    return place == null
        ? end
        : end + "\nIf they may stay: @NoThreadLeaks(ignoreSites = \"" + place + "\").";
  }

  private static @Nullable String firstSite(List<StartedThread> leaks) {
    for (StartedThread leak : leaks) {
      CreationSite site = leak.site();
      if (site != null) {
        return leak.label().replaceFirst("\\(.*", "");
      }
    }
    return null;
  }

  private static String threads(int number, String kind) {
    return number + " " + kind + (number == 1 ? "thread" : "threads");
  }

  private static String seconds(Duration time) {
    long millis = time.toMillis();
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }
}
