package io.threadleak.benchmarks.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.RecordedSite;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold of every family's recordings, whatever the seed. */
class FamiliesTest {

  static List<Family> families() {
    return Families.all();
  }

  @ParameterizedTest
  @MethodSource("families")
  void recording_anyFamily_keepsItsBooksRound(Family family) {
    Recording recording = family.recording().apply(1);

    for (SiteTrace site : recording.sites) {
      for (int round = 0; round < recording.rounds(); round++) {
        RecordedSite at = site.at(round);
        assertThat(at.live()).as(site.name).isNotNegative().isEqualTo(at.started() - at.ended());
        List<Integer> older = new ArrayList<>(at.olderThan().toMap().values());
        List<Integer> sorted = new ArrayList<>(older);
        sorted.sort(Collections.reverseOrder());
        assertThat(older).as(site.name).isEqualTo(sorted).allMatch(n -> n >= 0 && n <= at.live());
        assertThat(site.leaked[round]).as(site.name).isBetween(0, at.live());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void recording_anyFamily_leaksAsItsNameSays(Family family) {
    Recording recording = family.recording().apply(2);

    assertThat(recording.sites.stream().filter(SiteTrace::leaks).count())
        .isEqualTo(family.name().startsWith("leak-") ? 1 : 0);
    for (SiteTrace site : recording.sites) {
      int last = site.rounds() - 1;
      assertThat(site.leaked[last] > 0).as(site.name).isEqualTo(site.leaks());
      for (int round = 0; round < Math.min(site.leaksFrom, site.rounds()); round++) {
        assertThat(site.leaked[round]).as(site.name).isZero();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void recording_sameSeed_isTheSame(Family family) {
    Recording first = family.recording().apply(3);
    Recording again = family.recording().apply(3);
    Recording other = family.recording().apply(4);

    assertThat(again.rounds()).isEqualTo(first.rounds());
    for (int round = 0; round < first.rounds(); round += 97) {
      assertThat(again.round(round)).isEqualTo(first.round(round));
    }
    assertThat(other.round(other.rounds() - 1)).isNotEqualTo(first.round(first.rounds() - 1));
  }

  @Test
  void families_all_haveNamesOfTheirOwn() {
    Set<String> names = new HashSet<>();

    assertThat(Families.all()).allMatch(family -> names.add(family.name()));
  }

  @Test
  void site_ofAnotherSite_drawsItsOwnNumbers() {
    Draws one = new Draws("family", 1, "one");
    Draws two = new Draws("family", 1, "two");

    assertThat(one.between(0, 1)).isNotEqualTo(two.between(0, 1));
  }
}
