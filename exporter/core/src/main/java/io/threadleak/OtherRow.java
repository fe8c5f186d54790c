package io.threadleak;

import io.threadleak.model.Ages;
import io.threadleak.model.CreationSite;
import io.threadleak.model.SiteReport;
import io.threadleak.model.SiteVerdict;
import io.threadleak.model.StateCounts;
import io.threadleak.model.ThreadKind;
import io.threadleak.model.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The rows that sum up all sites of a kind without one of their own. */
final class OtherRow {

  private OtherRow() {}

  /**
   * The sum of the given rows of one kind; of no rows, a row of zeros.
   *
   * @param rows of any kind, the others are passed over
   */
  static SiteReport sum(List<SiteReport> rows, ThreadKind kind, Instant time) {
    List<SiteReport> ofKind = rows.stream().filter(row -> row.site().kind() == kind).toList();
    StateCounts states = StateCounts.NONE;
    long started = 0;
    long ended = 0;
    double oldest = 0;
    int pools = 0;
    List<Integer> aged = new ArrayList<>(Collections.nCopies(Ages.SECONDS.size(), 0));
    List<Integer> agedRounds = new ArrayList<>(Collections.nCopies(Ages.ROUNDS.size(), 0));
    for (SiteReport row : ofKind) {
      states = states.plus(row.states());
      started += row.started();
      ended += row.ended();
      oldest = Math.max(oldest, row.oldestSeconds());
      add(row.aged(), aged);
      add(row.agedRounds(), agedRounds);
      pools += row.pools();
    }
    return new SiteReport(
        CreationSite.other(kind),
        states,
        margin(ofKind),
        started,
        ended,
        aged,
        agedRounds,
        oldest,
        pools,
        null,
        List.of(),
        undecided(kind, time),
        List.of());
  }

  /** Sites that share an estimate take from each other, so that margins add up to no more. */
  private static int margin(List<SiteReport> rows) {
    double squares = 0;
    for (SiteReport row : rows) {
      squares += (double) row.liveMargin() * row.liveMargin();
    }
    return (int) Math.ceil(Math.sqrt(squares));
  }

  private static void add(List<Integer> counts, List<Integer> sums) {
    for (int i = 0; i < sums.size(); i++) {
      sums.set(i, sums.get(i) + counts.get(i));
    }
  }

  private static SiteVerdict undecided(ThreadKind kind, Instant time) {
    return new SiteVerdict(
        Verdict.UNDECIDED,
        time,
        null,
        0,
        null,
        null,
        0,
        0,
        (kind == ThreadKind.VIRTUAL ? "Virtual threads" : "Threads")
            + " of all creation sites that have no row of their own.",
        "A sum over many places in the code says nothing about any one of them.",
        "Raise exportedSites or maxSites to see them apart.");
  }
}
