package io.threadleak;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.SampleReports;
import io.threadleak.model.SiteReport;
import io.threadleak.model.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ExportSelectionTest {

  private final ExportSelection selection = new ExportSelection(2);

  @Test
  void select_moreSitesThanRows_takesTheMostTelling() {
    assertThat(ids(selection.select(List.of(steady("a", 1), steady("b", 9), leaking("c", 3)))))
        .containsExactly("c", "b");
  }

  @Test
  void select_outsiderGrowsLarger_membersStay() {
    selection.select(List.of(steady("a", 5), steady("b", 9), steady("c", 3)));
    assertThat(ids(selection.select(List.of(steady("a", 5), steady("b", 9), steady("c", 90)))))
        .containsExactly("b", "a");
  }

  @Test
  void select_outsiderLeaks_smallestHealthyMemberMakesRoom() {
    selection.select(List.of(steady("a", 5), steady("b", 9), steady("c", 3)));
    assertThat(ids(selection.select(List.of(steady("a", 5), steady("b", 9), leaking("c", 3)))))
        .containsExactly("c", "b");
  }

  @Test
  void select_memberWithoutThreads_makesRoomForLiveSite() {
    selection.select(List.of(steady("a", 5), steady("b", 9), steady("c", 3)));
    assertThat(ids(selection.select(List.of(steady("a", 0), steady("b", 9), steady("c", 3)))))
        .containsExactly("b", "c");
  }

  private static SiteReport steady(String id, int live) {
    return SampleReports.row(id, id, live, Verdict.STEADY);
  }

  private static SiteReport leaking(String id, int live) {
    return SampleReports.row(id, id, live, Verdict.LEAKING);
  }

  private static List<String> ids(List<SiteReport> rows) {
    return rows.stream().map(row -> row.site().id()).toList();
  }
}
