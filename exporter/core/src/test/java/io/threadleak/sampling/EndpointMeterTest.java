package io.threadleak.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.threadleak.attribution.EndpointTable;
import io.threadleak.attribution.NameAttribution;
import io.threadleak.attribution.SiteEntry;
import io.threadleak.attribution.SiteTable;
import io.threadleak.attribution.ThreadLedger;
import io.threadleak.model.EndpointReport;
import io.threadleak.model.EndpointReport.SiteThreads;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Counts by endpoint over a ledger, without a thread. */
final class EndpointMeterTest {

  private final ThreadLedger ledger = new ThreadLedger(new SiteTable(100), () -> 0);
  private final EndpointTable table = ledger.endpoints();
  private final Map<String, Long> served = new TreeMap<>();
  private final EndpointMeter meter = new EndpointMeter(table, () -> served);
  private final EndpointCounts counts = new EndpointCounts(table);

  @Test
  void report_liveThreadsInScope_areHeldAgainstHowOftenItWasServed() {
    start(1, "GET /orders");
    start(2, "GET /orders");
    served.put("GET /orders", 500L);
    round(10, Map.of("GET /orders", 1));
    served.put("GET /orders", 1_000L);
    EndpointReport row = round(20, Map.of("GET /orders", 2)).get(0);

    assertThat(row.endpoint()).isEqualTo("GET /orders");
    assertThat(row.live()).isEqualTo(2);
    assertThat(row.started()).isEqualTo(2);
    assertThat(row.ended()).isZero();
    assertThat(row.completed()).isEqualTo(1_000);
    assertThat(row.perSecond()).isEqualTo(50);
    assertThat(row.retainedPerUnit()).isEqualTo(0.002);
    assertThat(row.sites())
        .containsExactly(
            new SiteThreads(
                ledger.sites().other().site().id(), ledger.sites().other().site().label(), 2));
  }

  @Test
  void report_several_standByLiveThreadsAndTheRestLast() {
    start(1, "other");
    start(2, "GET /few");
    start(3, "GET /many");
    served.put("GET /idle", 7L);
    List<EndpointReport> rows = round(10, Map.of("other", 9, "GET /few", 1, "GET /many", 3));

    assertThat(rows)
        .extracting(EndpointReport::endpoint, EndpointReport::live, EndpointReport::completed)
        .containsExactly(
            tuple("GET /many", 3, 0L),
            tuple("GET /few", 1, 0L),
            tuple("GET /idle", 0, 7L),
            tuple("other", 9, 0L));
    assertThat(rows.get(0).retainedPerUnit()).isNull();
    assertThat(rows.get(0).perSecond()).isNull();
  }

  @Test
  void read_countThatFalls_goesOnFromWhereItStood() {
    served.put("GET /orders", 500L);
    round(10, Map.of());
    served.put("GET /orders", 20L); // an agent came, with a store of its own

    assertThat(round(20, Map.of()).get(0).completed()).isEqualTo(520);
  }

  @Test
  void read_moreScopesThanThereIsRoomFor_areTheRestAndNothingIsLost() {
    for (int i = 0; i < 300; i++) {
      served.put("GET /" + i, 2L);
    }
    round(10, Map.of());
    start(1, "GET /299");
    served.replaceAll((name, count) -> count + 1);
    List<EndpointReport> rows = round(20, Map.of("GET /299", 1));

    assertThat(rows.stream().mapToLong(EndpointReport::completed).sum()).isEqualTo(900);
    assertThat(rows).hasSizeLessThan(120);
    assertThat(rows.get(0).endpoint()).isEqualTo("GET /299");
    assertThat(rows.get(0).completed()).isEqualTo(1);
    assertThat(meter.report(List.of()).folded()).isEqualTo(300 - (rows.size() - 1));
  }

  @Test
  void report_manySites_keepsThoseWithTheMost() {
    NameAttribution names = new NameAttribution();
    names.open(ledger);
    for (String name : List.of("alpha", "beta", "gamma", "delta", "epsilon", "zeta")) {
      names.attribute(new Thread(() -> {}, name));
    }
    Map<SiteEntry, Integer> live = new HashMap<>();
    ledger.sites().entries().forEach(site -> live.put(site, 1 + live.size()));
    start(1, "GET /orders");
    EndpointSample sample = new EndpointSample(table.entryOf("GET /orders"), 9, 0, live);
    List<SiteThreads> sites =
        meter
            .report(List.of(new EndpointSample(table.other(), 0, 0, Map.of()), sample))
            .endpoints()
            .get(0)
            .sites();

    assertThat(sites).extracting(SiteThreads::live).containsExactly(7, 6, 5, 4, 3);
    assertThat(sites.get(0).site()).isEqualTo("zeta");
  }

  private void start(long id, String scope) {
    ledger.started(id, ledger.sites().other(), 0, scope);
  }

  private List<EndpointReport> round(double seconds, Map<String, Integer> live) {
    counts.begin();
    live.forEach(
        (scope, threads) -> {
          for (int i = 0; i < threads; i++) {
            counts.add(table.entryOf(scope), ledger.sites().other());
          }
        });
    meter.read(seconds);
    return meter.report(counts.end()).endpoints();
  }
}
