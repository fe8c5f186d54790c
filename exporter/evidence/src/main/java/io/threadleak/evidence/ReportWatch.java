package io.threadleak.evidence;

import io.threadleak.model.LeakReport;
import io.threadleak.model.SiteReport;
import io.threadleak.model.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks in every report for what is worth a bundle: sites that turned {@code leaking} or {@code
 * proven}, and live threads that passed a share of their limit.
 *
 * <p>What may not fire yet, since another bundle is too fresh, is asked anew in the next round. A
 * site fires once, and once more when its verdict was taken back for an hour. The limit fires again
 * once threads have fallen under {@value #REARM} of the share. Used by one thread.
 */
final class ReportWatch {

  /** Rounds before which nothing fires: what starts with the JVM is still on its way. */
  static final int WARM_UP = 3;

  private static final double REARM = 0.875;

  /** An estimate that moves by itself, and no bound on threads. */
  private static final String MEMORY = "memory";

  private static final int MOST_NAMED = 3;
  private static final Duration AGAIN = Duration.ofHours(1);

  private final double limitShare;
  private final Shot shot;
  private final Map<Trigger, Map<String, Long>> toldNanos =
      Map.of(Trigger.LEAKING, new HashMap<>(), Trigger.PROVEN, new HashMap<>());
  private boolean pastLimit;

  /** Takes what is worth a bundle; whether there will be one. */
  @FunctionalInterface
  interface Shot {

    boolean fire(Trigger trigger, String reason, Map<String, ?> values);
  }

  ReportWatch(double limitShare, Shot shot) {
    this.limitShare = limitShare;
    this.shot = shot;
  }

  void see(LeakReport report, long nanos) {
    if (report.self().rounds() < WARM_UP) {
      return;
    }
    seeSites(report, Trigger.PROVEN, nanos);
    seeSites(report, Trigger.LEAKING, nanos);
    seeLimit(report);
  }

  private void seeSites(LeakReport report, Trigger trigger, long nanos) {
    Map<String, Long> told = toldNanos.get(trigger);
    if (told == null) {
      return;
    }
    List<SiteReport> turned = new ArrayList<>();
    for (SiteReport site : report.sites()) {
      if (is(site.verdict().verdict(), trigger)
          && told.computeIfPresent(site.site().id(), (id, last) -> nanos) == null) {
        turned.add(site);
      }
    }
    told.values().removeIf(last -> nanos - last > AGAIN.toNanos());
    if (!turned.isEmpty() && shot.fire(trigger, reason(turned, trigger), values(turned))) {
      turned.forEach(site -> told.put(site.site().id(), nanos));
    }
  }

  /** What is proven counts as leaking, too, so that it does not fire twice. */
  private static boolean is(Verdict verdict, Trigger trigger) {
    return trigger == Trigger.PROVEN ? verdict == Verdict.PROVEN : verdict == Verdict.LEAKING;
  }

  private static String reason(List<SiteReport> turned, Trigger trigger) {
    String named =
        turned.stream()
            .limit(MOST_NAMED)
            .map(site -> site.site().label())
            .collect(Collectors.joining(", "));
    int more = turned.size() - MOST_NAMED;
    return "%d %s turned %s: %s%s"
        .formatted(
            turned.size(),
            turned.size() == 1 ? "site" : "sites",
            trigger.label(),
            named,
            more > 0 ? " and " + more + " more" : "");
  }

  private static Map<String, Object> values(List<SiteReport> turned) {
    Map<String, Object> values = new LinkedHashMap<>();
    turned.stream()
        .limit(MOST_NAMED)
        .forEach(site -> values.put("live of " + site.site().id(), site.live()));
    return values;
  }

  private void seeLimit(LeakReport report) {
    Map<String, Long> left = report.process().left();
    double highest = 0;
    String nearest = null;
    for (Map.Entry<String, Long> limit : report.limits().entrySet()) {
      double used = used(limit.getValue(), left.get(limit.getKey()));
      if (used > highest && !limit.getKey().equals(MEMORY)) {
        highest = used;
        nearest = limit.getKey();
      }
    }
    if (nearest == null || highest < limitShare * REARM) {
      pastLimit = false;
    } else if (!pastLimit && highest >= limitShare) {
      pastLimit = fireLimit(nearest, report.limits().getOrDefault(nearest, 0L), highest);
    }
  }

  private boolean fireLimit(String name, long limit, double used) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("limit", limit);
    values.put("used", used);
    values.put("threshold", limitShare);
    return shot.fire(
        Trigger.LIMIT,
        "%.0f %% of the %d threads that %s allows are used".formatted(used * 100, limit, name),
        values);
  }

  /** The share of a limit that is used, by this process and whoever else counts towards it. */
  private static double used(long limit, @Nullable Long left) {
    return left == null || limit <= 0 ? 0 : (double) (limit - left) / limit;
  }
}
