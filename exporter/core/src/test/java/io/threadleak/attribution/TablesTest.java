package io.threadleak.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.AttributionSource;
import io.threadleak.model.CreationSite;
import io.threadleak.model.ThreadKind;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The bounded tables: sites, and live threads. */
final class TablesTest {

  private final AtomicLong clock = new AtomicLong();

  @Test
  void entryOf_hundredThousandSites_foldsAndCountsWhatIsOverCapacity() {
    SiteTable table = new SiteTable(1_000);
    for (int i = 0; i < 100_000; i++) {
      table.entryOf(site(String.format("%08x", i)));
    }
    assertThat(table.entries()).hasSize(1_001);
    assertThat(table.foldedSites()).isEqualTo(99_000);
    assertThat(table.entryOf(site("ffffffff"))).isSameAs(table.other());
    assertThat(table.entryOf(site("00000001")).site().id()).isEqualTo("00000001");
  }

  @Test
  void entryOf_sameSiteAgain_isTheSameEntryAtItsIndex() {
    SiteTable table = new SiteTable(10);
    SiteEntry entry = table.entryOf(site("00000001"));
    assertThat(table.entryOf(site("00000001"))).isSameAs(entry);
    assertThat(table.entries().get(entry.index())).isSameAs(entry);
  }

  @Test
  void ledger_startAndEnd_areCountedOnceEach() {
    SiteTable table = new SiteTable(10);
    ThreadLedger ledger = new ThreadLedger(table, clock::get);
    SiteEntry entry = table.entryOf(site("00000001"));
    ledger.started(7, entry, 0);
    ledger.started(7, table.other(), 5);
    assertThat(entry.started()).isEqualTo(1);
    assertThat(table.other().started()).isZero();
    ledger.ended(7);
    ledger.ended(7);
    assertThat(entry.ended()).isEqualTo(1);
    assertThat(ledger.size()).isZero();
  }

  @Test
  void ledger_refusedStart_isTakenBack() {
    SiteTable table = new SiteTable(10);
    ThreadLedger ledger = new ThreadLedger(table, clock::get);
    SiteEntry entry = table.entryOf(site("00000001"));
    ledger.started(7, entry, 0);
    ledger.startFailed(7);
    assertThat(entry.started()).isZero();
    assertThat(entry.ended()).isZero();
  }

  @Test
  void ledger_startInScope_isCountedThereUntilItsEnd() {
    ThreadLedger ledger = new ThreadLedger(new SiteTable(10), clock::get);
    SiteEntry entry = ledger.sites().entryOf(site("00000001"));
    ledger.started(1, entry, 0, "GET /orders");
    ledger.started(2, entry, 0, "GET /orders");
    ledger.started(3, entry, 0, "GET /orders");
    ledger.started(4, entry, 0);
    ledger.ended(2);
    ledger.startFailed(3);

    EndpointEntry endpoint = ledger.endpoints().entryOf("GET /orders");
    assertThat(endpoint.started()).isEqualTo(2);
    assertThat(endpoint.ended()).isEqualTo(1);
    assertThat(ledger.find(1)).extracting("scope").isEqualTo("GET /orders");
    assertThat(ledger.find(4)).extracting("scope").isNull();
  }

  @Test
  void ledger_full_dropsAndCountsTheRest() {
    SiteTable table = new SiteTable(10);
    ThreadLedger ledger = new ThreadLedger(table, clock::get, 2);
    for (long id = 1; id <= 5; id++) {
      ledger.started(id, table.other(), 0);
    }
    assertThat(ledger.size()).isEqualTo(2);
    assertThat(ledger.dropped()).isEqualTo(3);
  }

  @Test
  void reconcile_threadNotSeenLive_isEndedUnlessItHasJustStarted() {
    SiteTable table = new SiteTable(10);
    ThreadLedger ledger = new ThreadLedger(table, clock::get);
    SiteEntry entry = table.entryOf(site("00000001"));
    ledger.started(1, entry, 0);
    ledger.started(2, entry, 0);
    ledger.started(3, entry, 100);
    ThreadLedger.Start seen = ledger.find(2);
    assertThat(seen).isNotNull();
    seen.seenIn(4);
    ledger.reconcile(4, 50);
    assertThat(ledger.find(1)).isNull();
    assertThat(ledger.find(2)).isNotNull();
    assertThat(ledger.find(3)).isNotNull();
    assertThat(entry.ended()).isEqualTo(1);
  }

  private static SiteNaming.Named site(String id) {
    return new SiteNaming.Named(
        new CreationSite(
            id,
            "label " + id,
            ThreadKind.PLATFORM,
            AttributionSource.NAME,
            List.of(),
            null,
            null,
            null),
        null);
  }
}
