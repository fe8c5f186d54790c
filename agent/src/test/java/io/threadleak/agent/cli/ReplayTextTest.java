package io.threadleak.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.ReplayedSite;
import io.threadleak.json.ReplayResult;
import io.threadleak.model.AgeCounts;
import io.threadleak.model.Estimate;
import io.threadleak.model.RecordedSite;
import io.threadleak.model.SiteHistory;
import io.threadleak.model.SiteVerdict;
import io.threadleak.model.ThreadKind;
import io.threadleak.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplayTextTest {

  private static final Instant BEGIN = Instant.parse("2026-01-02T03:00:00Z");

  @Test
  void of_leakAmongSteadySites_isTheEvidenceOfTheLeakAlone() {
    ReplayedSite leak = site("com.acme.A.run(A.java:7)", Verdict.LEAKING, 130, 130, 0, true);
    ReplayResult result = result(0, steady("b"), leak, steady("c"));

    assertThat(ReplayText.of(List.of(result), false))
        .isEqualTo(
            """
            2881 rounds, one every 10 s, from 2026-01-02T03:00:00Z on, 8 h in all
            1 of 3 sites leaks

            leaking         37  com.acme.A.run(A.java:7)
                since 2026-01-02T05:10:00Z, 2 h 10 min into the recording
                growth: 0.0133 threads a second (0.0117 to 0.0157)
                growth: 0.92 threads per 1,000 units of work (unknown to 1.5)
                37 threads came to stay.
                They came evenly.
                next: Look there.

            others: 2 steady (--all shows them)
            """);
  }

  @Test
  void of_all_showsEverySiteTheWorstFirst() {
    ReplayResult result =
        result(2, steady("b"), site("s", Verdict.SUSPECT, 60, -1, 0, false), steady("a"));

    String text = ReplayText.of(List.of(result), true);

    assertThat(text).contains("; the process was started anew 2 times", "nothing leaks");
    assertThat(text.lines().filter(line -> line.matches("[a-z]+ +37  .*")))
        .containsExactly("suspect         37  s", "steady          37  a", "steady          37  b");
    assertThat(text).doesNotContain("--all");
  }

  @Test
  void of_leakThatWasTakenBack_saysSo() {
    String text =
        ReplayText.of(List.of(result(0, site("a", Verdict.STEADY, 300, 130, 1, false))), false);

    assertThat(text)
        .contains(
            "nothing leaks",
            "since 2026-01-02T08:00:00Z, 5 h into the recording",
            "first called leaking 2026-01-02T05:10:00Z, 2 h 10 min into the recording; taken back"
                + " 1 times");
  }

  @Test
  void of_leakOfAnEarlierRun_saysSo() {
    String text =
        ReplayText.of(List.of(result(1, site("a", Verdict.UNDECIDED, 400, 130, 0, true))), false);

    assertThat(text).contains("1 of 1 sites leaks", "; it leaked until");
  }

  @Test
  void of_severalProcesses_areToldByTheirLabels() {
    ReplayResult one = labelled(Map.of("job", "shop", "instance", "a"), steady("s"));
    ReplayResult two = labelled(Map.of("job", "shop", "instance", "b\u001b[2J"), steady("s"));

    assertThat(ReplayText.of(List.of(one, two), false))
        .contains("== instance=a, job=shop\n", "\n\n== instance=b?[2J, job=shop\n");
  }

  @Test
  void of_noRounds_isNoReasonToFail() {
    ReplayResult empty =
        new ReplayResult(Map.of(), List.of(), 0, 0, null, null, Duration.ofSeconds(10), List.of());

    assertThat(ReplayText.of(List.of(empty), true)).isEqualTo("no rounds\nnothing leaks\n");
  }

  @Test
  void of_virtualThreads_areMarkedOnce() {
    ReplayResult result =
        result(
            0,
            ofVirtual(steady("x [d4c3b2a1]")),
            steady("x"),
            ofVirtual(steady("other (virtual)")));

    assertThat(ReplayText.of(List.of(result), true).lines().filter(line -> line.contains("37  ")))
        .containsExactlyInAnyOrder(
            "steady          37  x [d4c3b2a1] (virtual)",
            "steady          37  x",
            "steady          37  other (virtual)");
  }

  private static ReplayedSite ofVirtual(ReplayedSite site) {
    RecordedSite last = site.last();
    return new ReplayedSite(
        site.name(),
        new RecordedSite(
            ThreadKind.VIRTUAL,
            last.live(),
            last.started(),
            last.ended(),
            last.olderThan(),
            last.bound()),
        site.verdict(),
        site.leaks());
  }

  @Test
  void of_hostileName_cannotMoveTheCursor() {
    assertThat(ReplayText.of(List.of(result(0, steady("a\u001b[2J\n"))), true))
        .contains("  a?[2J?\n");
  }

  private static ReplayResult result(int restarts, ReplayedSite... sites) {
    return result(Map.of(), restarts, sites);
  }

  private static ReplayResult labelled(Map<String, String> labels, ReplayedSite site) {
    return result(labels, 0, site);
  }

  private static ReplayResult result(
      Map<String, String> labels, int restarts, ReplayedSite... sites) {
    return new ReplayResult(
        labels,
        List.of(sites),
        2881,
        restarts,
        BEGIN,
        BEGIN.plus(Duration.ofHours(8)),
        Duration.ofSeconds(10),
        List.of());
  }

  private static ReplayedSite steady(String name) {
    return site(name, Verdict.STEADY, 5, -1, 0, false);
  }

  private static ReplayedSite site(
      String name,
      Verdict verdict,
      int sinceMinutes,
      int firstLeakingMinutes,
      int retractions,
      boolean leaks) {
    RecordedSite last =
        new RecordedSite(ThreadKind.PLATFORM, 37, 40, 3, AgeCounts.NONE, SiteHistory.UNBOUNDED);
    return new ReplayedSite(
        name,
        last,
        new SiteVerdict(
            verdict,
            BEGIN.plus(Duration.ofMinutes(sinceMinutes)),
            first(firstLeakingMinutes),
            retractions,
            new Estimate(0.0133, 0.0117, 0.01567),
            new Estimate(0.00092, Double.NEGATIVE_INFINITY, 0.0015),
            37,
            60,
            "37 threads came to stay.",
            "They came evenly.",
            "Look there."),
        leaks);
  }

  private static @Nullable Instant first(int minutes) {
    return minutes < 0 ? null : BEGIN.plus(Duration.ofMinutes(minutes));
  }
}
