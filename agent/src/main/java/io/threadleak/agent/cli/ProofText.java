package io.threadleak.agent.cli;

import io.threadleak.model.ProofReport;
import io.threadleak.model.ProofReport.Engine;
import io.threadleak.model.ProofTier;
import io.threadleak.model.ProvenGroup;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * A proof as text for a terminal:
 *
 * <pre>
 * 5 proved, 0 stuck, 0 probable of 7 that wait without a time limit, of 19 threads
 *
 * proved     5 threads, started at com.acme.OrderHandler.handle(OrderHandler.java:42)
 *   wait for  a java.util.concurrent.CountDownLatch
 *   why       Nothing alive can reach it: only threads that wait for ever still hold it.
 *   since     2026-01-02T12:00:00Z or earlier
 *   retain    2.6 KB
 *   named     order-0, order-1 and 3 more
 *   at        java.util.concurrent.CountDownLatch.await(CountDownLatch.java:230)
 * </pre>
 */
final class ProofText {

  private static final int MAX_GROUPS = 50;
  private static final double KILO = 1_024;

  private ProofText() {}

  /** Headline, groups, and what the proof rests on. */
  static String of(ProofReport proof) {
    StringBuilder text = new StringBuilder();
    text.append(
        "%d proved, %d stuck, %d probable of %d that wait without a time limit, of %d threads%n"
            .formatted(
                proof.threads(ProofTier.PROVED),
                proof.threads(ProofTier.STUCK),
                proof.threads(ProofTier.PROBABLE),
                proof.candidates(),
                proof.threads()));
    text.append(looked(proof));
    List<ProvenGroup> groups = proof.groups();
    groups.stream().limit(MAX_GROUPS).forEach(group -> append(text, group, proof.time()));
    if (groups.size() > MAX_GROUPS) {
      text.append("%nand %d more groups%n".formatted(groups.size() - MAX_GROUPS));
    }
    text.append('\n');
    proof.assumptions().forEach(line -> text.append("assumed: %s%n".formatted(plain(line))));
    proof.blindSpots().forEach(line -> text.append("not seen: %s%n".formatted(plain(line))));
    return text.toString();
  }

  private static String looked(ProofReport proof) {
    Double pause = proof.pauseSeconds();
    String how =
        proof.engine() == Engine.FILE
            ? "dump of " + proof.time()
            : proof.time()
                + (proof.engine() == Engine.COLLECTOR ? ", by the garbage collector" : "")
                + (pause == null ? "" : seconds(", the JVM stood still for %.2f s", pause));
    return how + seconds(", through in %.1f s", proof.seconds()) + "\n";
  }

  private static String seconds(String format, double seconds) {
    return String.format(Locale.ROOT, format, seconds);
  }

  private static void append(StringBuilder text, ProvenGroup group, Instant time) {
    text.append(
        "%n%-9s %d %s%s, started at %s%n"
            .formatted(
                group.tier().label(),
                group.threads(),
                group.site().kind().label().equals("virtual") ? "virtual " : "",
                group.threads() == 1 ? "thread" : "threads",
                plain(group.site().label())));
    line(text, "wait for", group.waitsFor());
    line(text, "why", group.why());
    for (String step : group.heldBy()) {
      line(text, "held by", step);
    }
    Instant since = group.waitingSince();
    if (since != null && since.isBefore(time)) {
      line(text, "since", since + " or earlier");
    }
    Long bytes = group.retainedBytes();
    if (bytes != null) {
      line(text, "retain", size(bytes));
    }
    String names = names(group);
    if (!names.isEmpty()) {
      line(text, "named", names);
    }
    group.frames().forEach(frame -> line(text, "at", frame.toString()));
  }

  private static void line(StringBuilder text, String key, String value) {
    text.append("  %-9s %s%n".formatted(key, plain(value)));
  }

  /** Empty where no thread has one, as virtual threads mostly have not. */
  private static String names(ProvenGroup group) {
    List<String> shown = group.names().stream().filter(name -> !name.isBlank()).toList();
    String names = String.join(", ", shown);
    int others = group.threads() - shown.size();
    return shown.isEmpty() || others == 0 ? names : names + " and " + others + " more";
  }

  private static String size(long bytes) {
    if (bytes < KILO) {
      return bytes + " bytes";
    }
    double kilobytes = bytes / KILO;
    return kilobytes < KILO
        ? String.format(Locale.ROOT, "%.1f KB", kilobytes)
        : String.format(Locale.ROOT, "%.1f MB", kilobytes / KILO);
  }

  private static String plain(String text) {
    return ReportText.plain(text);
  }
}
