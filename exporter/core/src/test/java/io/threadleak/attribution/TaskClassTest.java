package io.threadleak.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.AttributionSource;
import io.threadleak.model.CreationSite;
import io.threadleak.model.ThreadKind;
import java.lang.ref.WeakReference;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TaskClassTest {

  private final SiteTable table = new SiteTable(10_000);
  private final TaskClass tasks =
      new TaskClass(
          new TaskClasses(ApplicationCode.of(List.of(), null, null), new SamplingBudget(1)),
          0,
          "com.acme.Job",
          new WeakReference<>(TaskClassTest.class),
          new SamplingRate(new SamplingBudget(1), 0));

  @Test
  void see_secondSite_makesTheClassMixedFromThatThreadOn() {
    see(site(1), 5, 0);
    assertThat(tasks.mixedSince()).isEqualTo(Long.MAX_VALUE);
    see(site(2), 9, 3);
    see(site(1), 11, 0);

    assertThat(tasks.sites()).containsExactly(site(1), site(2));
    assertThat(tasks.mixedSince()).isEqualTo(9);
    assertThat(tasks.seenStarts(0)).isEqualTo(2);
    assertThat(tasks.seenStarts(1)).isEqualTo(8);
    assertThat(tasks.seenStarts(2)).isZero();
  }

  @Test
  void see_moreSitesThanAreToldApart_countsTheRestTogether() {
    for (int i = 0; i < 2 * TaskClass.MAX_SITES; i++) {
      see(site(i), i, 0);
    }
    int last = TaskClass.MAX_SITES - 1;
    assertThat(tasks.sites()).hasSize(TaskClass.MAX_SITES);
    assertThat(tasks.sites().get(last)).isSameAs(table.otherVirtual());
    assertThat(tasks.seenStarts(last)).isEqualTo(TaskClass.MAX_SITES + 1);
    assertThat(see(site(3), 0, 0)).isEqualTo(3);
  }

  private int see(SiteEntry site, long threadId, int level) {
    return tasks.see(site, table.otherVirtual(), threadId, level);
  }

  private SiteEntry site(int number) {
    String id = String.format("%08x", number);
    return table.entryOf(
        new SiteNaming.Named(
            new CreationSite(
                id, id, ThreadKind.VIRTUAL, AttributionSource.AGENT, List.of(), null, null, null),
            null));
  }
}
