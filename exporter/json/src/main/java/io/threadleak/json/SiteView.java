package io.threadleak.json;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.threadleak.model.Ages;
import io.threadleak.model.AttributionSource;
import io.threadleak.model.CreationSite;
import io.threadleak.model.PoolBirthplace;
import io.threadleak.model.SiteReport;
import io.threadleak.model.StackCount;
import io.threadleak.model.StateCounts;
import io.threadleak.model.ThreadKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One creation site's row as JSON shows it; the verdict's keys stand among its own. */
record SiteView(
    @Nullable String siteId,
    @Nullable String site,
    @Nullable String kind,
    @Nullable String source,
    int live,
    int liveMargin,
    @Nullable Map<String, Integer> states,
    long started,
    long ended,
    @Nullable Map<String, Integer> aged,
    @Nullable Map<String, Integer> agedRounds,
    double oldestSeconds,
    int pools,
    @Nullable Integer bound,
    @Nullable List<PoolBirthplace> birthplaces,
    @JsonUnwrapped @Nullable VerdictView judgement,
    @Nullable String entry,
    @Nullable String startedBy,
    @Nullable String scope,
    @Nullable List<String> frames,
    @Nullable List<StackView> stacks) {

  static SiteView of(SiteReport row) {
    CreationSite site = row.site();
    return new SiteView(
        site.id(),
        site.label(),
        site.kind().label(),
        site.source().label(),
        row.live(),
        row.liveMargin(),
        states(row.states()),
        row.started(),
        row.ended(),
        aged(Ages.SECONDS, row.aged()),
        aged(Ages.ROUNDS, row.agedRounds()),
        row.oldestSeconds(),
        row.pools(),
        row.bound(),
        row.birthplaces(),
        VerdictView.of(row.verdict()),
        site.entry(),
        site.startedBy(),
        site.scope(),
        Frames.write(site.frames()),
        row.stacks().stream().map(StackView::of).toList());
  }

  SiteReport toReport() {
    return new SiteReport(
        new CreationSite(
            Keys.required("siteId", siteId),
            Keys.required("site", site),
            Keys.constant("kind", kind, ThreadKind.values(), ThreadKind::label),
            source(source),
            Frames.read(Keys.required("frames", frames)),
            entry,
            startedBy,
            scope),
        stateCounts(Keys.required("states", states)),
        liveMargin,
        started,
        ended,
        agedCounts("aged", aged, Ages.SECONDS),
        agedCounts("agedRounds", agedRounds, Ages.ROUNDS),
        oldestSeconds,
        pools,
        bound,
        birthplaces == null ? List.of() : birthplaces,
        Keys.required("verdict", judgement).toVerdict(),
        Keys.required("stacks", stacks).stream().map(StackView::toCount).toList());
  }

  static AttributionSource source(@Nullable String label) {
    return Keys.constant("source", label, AttributionSource.values(), AttributionSource::label);
  }

  private static Map<String, Integer> states(StateCounts counts) {
    Map<String, Integer> states = new LinkedHashMap<>();
    for (Thread.State state : StateCounts.LIVE_STATES) {
      states.put(StateCounts.label(state), counts.in(state));
    }
    return states;
  }

  private static StateCounts stateCounts(Map<String, Integer> states) {
    return new StateCounts(
        count(states, Thread.State.NEW),
        count(states, Thread.State.RUNNABLE),
        count(states, Thread.State.BLOCKED),
        count(states, Thread.State.WAITING),
        count(states, Thread.State.TIMED_WAITING));
  }

  private static int count(Map<String, Integer> states, Thread.State state) {
    String label = StateCounts.label(state);
    return Keys.required("states." + label, states.get(label));
  }

  private static Map<String, Integer> aged(List<Integer> ages, List<Integer> counts) {
    Map<String, Integer> aged = new LinkedHashMap<>();
    for (int i = 0; i < ages.size(); i++) {
      aged.put(ages.get(i).toString(), counts.get(i));
    }
    return aged;
  }

  private static List<Integer> agedCounts(
      String key, @Nullable Map<String, Integer> aged, List<Integer> ages) {
    Map<String, Integer> counts = Keys.required(key, aged);
    return ages.stream()
        .map(age -> Keys.required(key + "." + age, counts.get(age.toString())))
        .toList();
  }

  /** A present stack as JSON shows it. */
  record StackView(int threads, @Nullable List<String> frames) {

    static StackView of(StackCount stack) {
      return new StackView(stack.threads(), Frames.write(stack.frames()));
    }

    StackCount toCount() {
      return new StackCount(Frames.read(Keys.required("stacks.frames", frames)), threads);
    }
  }
}
