package io.threadleak.agent.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadleak.model.RecordedRound;
import io.threadleak.model.RecordedSite;
import io.threadleak.model.ThreadKind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ScrapedHistoryTest {

  private static final long BEGIN = 1_760_000_000_123L;
  private static final long STEP = 15_000;

  private FakePrometheus prometheus;

  @BeforeEach
  void start() throws IOException {
    prometheus = new FakePrometheus();
  }

  @AfterEach
  void stop() {
    prometheus.close();
  }

  @Test
  void next_scrapes_areRoundsWithTheirSites() throws Exception {
    scrape("a:1", 0, 1);
    scrape("a:1", 1, 2);

    ScrapedProcess process = find(Duration.ofHours(6)).processes().get(0);
    List<RecordedRound> rounds = rounds(process);

    assertThat(process.labels()).containsEntry("instance", "a:1").containsEntry("job", "j");
    assertThat(process.title()).isEqualTo("{instance=\"a:1\", job=\"j\"}");
    assertThat(process.interval()).isEqualTo(Duration.ofSeconds(15));
    assertThat(rounds)
        .extracting(RecordedRound::epochSeconds)
        .containsExactly(BEGIN / 1e3, 1760000015.123);
    assertThat(rounds).extracting(RecordedRound::work).containsExactly(100.0, 200.0);
    assertThat(rounds.get(1).sites().keySet()).containsExactly("A.b(A.java:1)");
    RecordedSite site = rounds.get(1).sites().get("A.b(A.java:1)");
    assertThat(site.kind()).isEqualTo(ThreadKind.PLATFORM);
    assertThat(site.live()).isEqualTo(5);
    assertThat(site.started()).isEqualTo(9);
    assertThat(site.ended()).isEqualTo(4);
    assertThat(site.olderThan().toMap()).containsExactlyInAnyOrderEntriesOf(Map.of(60, 2, 300, 0));
    assertThat(process.warnings()).isEmpty();
    assertThat(process.progress()).isEqualTo(1);
  }

  @Test
  void next_manyScrapes_comeInChunksEachOnce() throws Exception {
    for (int i = 0; i < 1000; i++) {
      scrape("a:1", i, i);
    }

    List<RecordedRound> rounds = rounds(find(Duration.ofHours(6)).processes().get(0));

    assertThat(rounds).hasSize(1000);
    assertThat(rounds).extracting(RecordedRound::epochSeconds).doesNotHaveDuplicates().isSorted();
    assertThat(dataQueries()).hasSize(4).allMatch(query -> query.contains("instance=\"a:1\""));
  }

  @Test
  void next_serverGrantsFewSamples_chunksAreHalved() throws Exception {
    for (int i = 0; i < 300; i++) {
      scrape("a:1", i, i);
    }
    prometheus.limit(800);

    assertThat(rounds(find(Duration.ofHours(2)).processes().get(0))).hasSize(300);
  }

  @Test
  void next_serverGrantsNothing_isRefused() throws Exception {
    for (int i = 0; i < 300; i++) {
      scrape("a:1", i, i);
    }
    ScrapedProcess process = find(Duration.ofHours(2)).processes().get(0);
    prometheus.limit(3);

    assertThatThrownBy(process::next)
        .hasMessageContaining("(too many), and be it for ")
        .hasMessageContaining("raise the limit there");
    assertThat(prometheus.requests()).isLessThan(20);
  }

  @Test
  void next_twoInstancesAndARestartWithMovedLines_areKeptApart() throws Exception {
    scrape("a:1", 0, 1);
    scrape("b:1", 0, 7);
    add("a:1", "threadleak_sample_interval_seconds", 1, "10", Map.of());
    scrapeSite("a:1", 1, 1, "1a2b3c4d", "A.b(A.java:2)");
    scrapeSite("a:1", 1, 1, "ffffffff", "A.b(A.java:1)");

    List<ScrapedProcess> processes = find(Duration.ofHours(6)).processes();

    assertThat(processes)
        .extracting(process -> process.labels().get("instance"))
        .containsExactly("a:1", "b:1");
    List<RecordedRound> first = rounds(processes.get(0));
    assertThat(first.get(0).sites()).containsOnlyKeys("A.b(A.java:1)");
    assertThat(first.get(1).sites()).containsOnlyKeys("A.b(A.java:2)", "A.b(A.java:1) [ffffffff]");
    assertThat(rounds(processes.get(1))).hasSize(1);
  }

  @Test
  void next_oneLineThatStartsBothKinds_isTwoSitesInEveryRound() throws Exception {
    for (int i = 0; i < 400; i++) {
      scrape("a:1", i, i + 1);
      scrapeVirtual("a:1", i, "d4c3b2a1", "A.b(A.java:1)", 1_000_000 + i);
      scrapeSite("a:1", i, 1, "other", "other");
      scrapeVirtual("a:1", i, "other", "other", 7);
    }

    ScrapedProcess process = find(Duration.ofHours(6)).processes().get(0);
    List<RecordedRound> rounds = rounds(process);

    String virtual = "A.b(A.java:1) [d4c3b2a1]";
    assertThat(rounds)
        .hasSize(400)
        .allSatisfy(round -> assertThat(round.sites()).containsOnlyKeys("A.b(A.java:1)", virtual));
    RecordedSite last = rounds.get(399).sites().get(virtual);
    assertThat(last.kind()).isEqualTo(ThreadKind.VIRTUAL);
    assertThat(last.live()).isEqualTo(1_000_399);
    assertThat(last.started()).isEqualTo(1_000_499);
    assertThat(last.olderThan().toMap()).containsExactly(Map.entry(60, 1_000_398));
    RecordedSite platform = rounds.get(399).sites().get("A.b(A.java:1)");
    assertThat(platform.kind()).isEqualTo(ThreadKind.PLATFORM);
    assertThat(platform.live()).isEqualTo(403);
    assertThat(process.warnings()).isEmpty();
  }

  private void scrapeVirtual(String instance, int step, String id, String line, int live) {
    Map<String, String> labels = new TreeMap<>(site(id, line, "kind", "virtual"));
    add(instance, "threadleak_started_threads_total", step, "" + (live + 100), labels);
    add(instance, "threadleak_ended_threads_total", step, "100", labels);
    labels.put("state", "waiting");
    add(instance, "threadleak_threads", step, "" + live, labels);
    add(
        instance,
        "threadleak_aged_threads",
        step,
        "" + (live - 1),
        site(id, line, "older_than", "60"));
  }

  @Test
  void next_siteThatIsTornOrFoldedOrImpossible_isLeftOut() throws Exception {
    scrape("a:1", 0, 1);
    add("a:1", "threadleak_threads", 0, "9", site("torn", "T.t(T.java:1)", "state", "waiting"));
    scrapeSite("a:1", 0, 1, "other", "other");
    add(
        "a:1",
        "threadleak_aged_threads",
        0,
        "NaN",
        site("1a2b3c4d", "A.b(A.java:1)", "older_than", "900"));
    add(
        "a:1",
        "threadleak_aged_threads",
        0,
        "3",
        site("1a2b3c4d", "A.b(A.java:1)", "older_than", "-1"));
    add(
        "a:1",
        "threadleak_aged_threads",
        0,
        "-7",
        site("1a2b3c4d", "A.b(A.java:1)", "older_than", "3600"));

    ScrapedProcess process = find(Duration.ofHours(6)).processes().get(0);
    List<RecordedRound> rounds = rounds(process);

    assertThat(rounds).hasSize(1);
    assertThat(rounds.get(0).sites()).containsOnlyKeys("A.b(A.java:1)");
    assertThat(rounds.get(0).sites().get("A.b(A.java:1)").olderThan().toMap())
        .containsOnlyKeys(60, 300);
    assertThat(process.warnings())
        .singleElement()
        .asString()
        .contains("1 times a site was left out");
  }

  @Test
  void next_scrapesThatShowTheSameRound_areOneAtTheTimeItLooked() throws Exception {
    for (int i = 0; i < 4; i++) {
      scrape("a:1", i, i / 2);
      add(
          "a:1",
          "threadleak_sample_timestamp_seconds",
          i,
          i < 2 ? "1759999999.5" : "1760000020",
          Map.of());
    }

    assertThat(rounds(find(Duration.ofHours(6)).processes().get(0)))
        .extracting(RecordedRound::epochSeconds)
        .containsExactly(1759999999.5, 1760000020.0);
  }

  @Test
  void next_moreSitesThanAreKept_areToldOf() throws Exception {
    scrape("a:1", 0, 1);
    for (int i = 0; i < 1001; i++) {
      scrapeSite("a:1", 0, 1, "id" + i, "S.s(S.java:" + i + ")");
    }

    ScrapedProcess process = find(Duration.ofHours(6)).processes().get(0);

    assertThat(rounds(process).get(0).sites()).hasSize(1000);
    assertThat(process.warnings())
        .singleElement()
        .asString()
        .contains("more than 1000", "2 are left out");
  }

  @Test
  void find_moreProcessesThanAreJudged_isToldOf() throws Exception {
    for (int i = 0; i < 103; i++) {
      scrape("a:" + i, 0, 1);
    }
    prometheus.warn("a store is away");

    ScrapedHistory history = find(Duration.ofHours(6));

    assertThat(history.processes()).hasSize(100);
    assertThat(history.warnings())
        .containsExactly(
            "3 processes beyond the first 100 are left out: narrow --selector or --range",
            "Prometheus warns: a store is away");
  }

  @Test
  void find_nothing_namesRangeAndSelector() {
    assertThatThrownBy(() -> find(Duration.ofDays(2)))
        .hasMessageStartingWith(
            "no series match threadleak_sample_interval_seconds{job=\"j\"} in the 2d up to 20")
        .hasMessageContaining("does this Prometheus scrape threadleak?");
    assertThat(prometheus.queries()).hasSize(2);
  }

  private List<String> dataQueries() {
    return prometheus.queries().stream().filter(query -> query.startsWith("{__name__")).toList();
  }

  private ScrapedHistory find(Duration range) throws QueryException {
    Instant end = Instant.ofEpochMilli(BEGIN + range.toMillis() - 1000);
    return ScrapedHistory.find(prometheus.access(), "{job=\"j\"}", end, range, share -> {});
  }

  private static List<RecordedRound> rounds(ScrapedProcess process) throws QueryException {
    List<RecordedRound> rounds = new ArrayList<>();
    for (RecordedRound round = process.next(); round != null; round = process.next()) {
      rounds.add(round);
    }
    return rounds;
  }

  /** A scrape with one site. */
  private void scrape(String instance, int round, int threads) {
    add(instance, "threadleak_sample_interval_seconds", round, "10", Map.of());
    add(instance, "threadleak_work_total", round, Integer.toString(threads * 100), Map.of());
    scrapeSite(instance, round, threads, "1a2b3c4d", "A.b(A.java:1)");
  }

  private void scrapeSite(String instance, int round, int threads, String id, String label) {
    add(instance, "threadleak_threads", round, "3", site(id, label, "state", "runnable"));
    String waiting = Integer.toString(threads);
    add(instance, "threadleak_threads", round, waiting, site(id, label, "state", "waiting"));
    String started = Integer.toString(threads + 7);
    add(
        instance,
        "threadleak_started_threads_total",
        round,
        started,
        site(id, label, "kind", "platform"));
    add(
        instance,
        "threadleak_ended_threads_total",
        round,
        "4",
        site(id, label, "kind", "platform"));
    add(instance, "threadleak_aged_threads", round, waiting, site(id, label, "older_than", "60"));
    add(instance, "threadleak_aged_threads", round, "0", site(id, label, "older_than", "300"));
  }

  private static Map<String, String> site(String id, String label, String name, String value) {
    return Map.of("site_id", id, "site", label, name, value);
  }

  private void add(
      String instance, String metric, int round, String value, Map<String, String> labels) {
    Map<String, String> all = new TreeMap<>(labels);
    all.putAll(Map.of("__name__", metric, "job", "j", "instance", instance));
    prometheus.add(all, BEGIN + round * STEP, value);
  }
}
