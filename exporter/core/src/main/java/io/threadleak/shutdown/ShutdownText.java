package io.threadleak.shutdown;

import java.util.List;
import java.util.Locale;

/** A report on what holds up the end, in words. */
final class ShutdownText {

  private static final int MOST_CHARACTERS = 200;

  private ShutdownText() {}

  static String of(ShutdownReport report) {
    StringBuilder text = new StringBuilder(summary(report));
    if (!report.hooks().isEmpty()) {
      text.append("\nHooks that have not returned:");
      report.hooks().forEach(hook -> append(text, hook));
    }
    if (!report.threads().isEmpty()) {
      text.append(
          report.cause() == ShutdownCause.TOLD_TO_STOP
              ? "\nThreads that are no daemons, for which a hook may wait:"
              : "\nThreads that are no daemons:");
      report.threads().forEach(thread -> append(text, thread));
    }
    if (report.leftOut() > 0) {
      text.append("\nand ").append(threads(report.leftOut())).append(" more.");
    }
    return text.toString();
  }

  private static String summary(ShutdownReport report) {
    String since = seconds(report.since().toMillis());
    int held = sum(report.threads());
    return switch (report.cause()) {
      case TOLD_TO_STOP ->
          "This JVM was told to stop %s ago and has not ended: %s."
              .formatted(since, hooks(sum(report.hooks())));
      case MONITOR_CLOSED ->
          "The main thread has ended and the monitor was closed %s ago, but the JVM goes on: %s."
              .formatted(since, held(held));
      case ONLY_IDLE_POOLS ->
          ("The main thread has ended, and for %s nothing but idle threads of pools has kept the"
                  + " JVM: %s. Shut their pools down, or have them make daemons.")
              .formatted(since, held(held));
    };
  }

  private static String hooks(int hooks) {
    return switch (hooks) {
      case 0 -> "no hook is seen, the JVM itself is not done";
      case 1 -> "1 shutdown hook has not returned";
      default -> hooks + " shutdown hooks have not returned";
    };
  }

  private static String held(int threads) {
    return threads == 1
        ? "1 thread that is no daemon holds it"
        : threads + " threads that are no daemons hold it";
  }

  private static void append(StringBuilder text, Blocker blocker) {
    text.append("\n  ")
        .append(threads(blocker.threads()))
        .append(" of ")
        .append(line(blocker.where()))
        .append(" (\"")
        .append(line(blocker.name()))
        .append(blocker.threads() == 1 ? "\"), " : "\" and others), ")
        .append(blocker.state().name().toLowerCase(Locale.ROOT));
    if (blocker.waitsFor() != null) {
      text.append(" for ").append(line(blocker.waitsFor()));
    }
    if (blocker.heldBy() != null) {
      text.append(", which \"").append(line(blocker.heldBy())).append("\" holds");
    }
    blocker.frames().forEach(frame -> text.append("\n    at ").append(line(plain(frame))));
  }

  private static int sum(List<Blocker> blockers) {
    return blockers.stream().mapToInt(Blocker::threads).sum();
  }

  private static String threads(int count) {
    return count == 1 ? "1 thread" : count + " threads";
  }

  private static String seconds(long millis) {
    return millis < 10_000 && millis % 1_000 != 0
        ? String.format(Locale.ROOT, "%.1f s", millis / 1e3)
        : Math.round(millis / 1e3) + " s";
  }

  /** A frame without its class loader and module. */
  static String plain(StackTraceElement frame) {
    return new StackTraceElement(
            frame.getClassName(), frame.getMethodName(), frame.getFileName(), frame.getLineNumber())
        .toString();
  }

  /** One line of what may hold any character. */
  private static String line(String text) {
    String shown = text.replaceAll("\\p{Cntrl}", "?");
    return shown.length() <= MOST_CHARACTERS
        ? shown
        : shown.substring(0, MOST_CHARACTERS - 1) + "…";
  }
}
