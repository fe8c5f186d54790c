package io.threadleak.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row that is like another one but for what is said of it here; used by one thread. */
public final class EditedRow {

  private final SiteReport row;
  private CreationSite site;
  private int liveMargin;
  private int pools;
  private @Nullable Integer bound;
  private List<PoolBirthplace> birthplaces;
  private SiteVerdict verdict;
  private List<StackCount> stacks;

  private EditedRow(SiteReport row) {
    this.row = row;
    site = row.site();
    liveMargin = row.liveMargin();
    pools = row.pools();
    bound = row.bound();
    birthplaces = row.birthplaces();
    verdict = row.verdict();
    stacks = row.stacks();
  }

  /** The same row, to begin with. */
  public static EditedRow of(SiteReport row) {
    return new EditedRow(row);
  }

  /** Of another site. */
  public EditedRow site(CreationSite other) {
    site = other;
    return this;
  }

  /** With another margin of its live threads. */
  public EditedRow liveMargin(int other) {
    liveMargin = other;
    return this;
  }

  /** Of so many pools, that may hold so many threads; null for no limit. */
  public EditedRow pools(int number, @Nullable Integer threads) {
    pools = number;
    bound = threads;
    return this;
  }

  /** Of pools that were constructed there. */
  public EditedRow birthplaces(PoolBirthplace... places) {
    birthplaces = List.of(places);
    return this;
  }

  /** With another verdict. */
  public EditedRow verdict(SiteVerdict other) {
    verdict = other;
    return this;
  }

  /** With threads that stand there. */
  public EditedRow stacks(StackCount... others) {
    stacks = List.of(others);
    return this;
  }

  /** The row. */
  public SiteReport row() {
    return new SiteReport(
        site,
        row.states(),
        liveMargin,
        row.started(),
        row.ended(),
        row.aged(),
        row.agedRounds(),
        row.oldestSeconds(),
        pools,
        bound,
        birthplaces,
        verdict,
        stacks);
  }
}
