package io.threadleak.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.threadleak.attribution.FakeStarts;
import io.threadleak.attribution.SiteEntry;
import io.threadleak.model.ThreadProfile.Group;
import io.threadleak.sampling.ProfileGroups.Origin;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Threads that stand where the test says, in place of virtual ones: on every JDK. */
final class VirtualStacksTest {

  private final FakeStarts starts = new FakeStarts(0.01, () -> 0);
  private final SiteEntry site = starts.ledger().sites().otherVirtual();
  private final VirtualStacks stacks = new VirtualStacks();
  private final ProfileGroups groups = new ProfileGroups();

  @Test
  void addTo_fewThreads_countsEachStackExactly() {
    count(3, "take", Thread.State.WAITING);
    count(2, "put", Thread.State.WAITING);
    stacks.addTo(groups);

    assertThat(groups.groups())
        .extracting(VirtualStacksTest::words)
        .containsExactly("take WAITING 3 by 3 exact", "put WAITING 2 by 2 exact");
    assertThat(groups.groups().get(0).members()).hasSize(3);
  }

  @Test
  void addTo_moreThanTheSample_scalesTheStacksToTheExactCount() {
    for (int i = 0; i < 10_000; i++) {
      count(3, "take", Thread.State.WAITING);
      count(1, "put", Thread.State.WAITING);
    }
    stacks.addTo(groups);

    List<Group> found = groups.groups();
    assertThat(found).hasSize(2).allMatch(Group::scaled);
    assertThat(found.stream().mapToInt(Group::threads).sum()).isEqualTo(40_000);
    assertThat(found.get(0).threads()).isCloseTo(30_000, within(3_000));
  }

  @Test
  void addTo_statesOfOneSite_keepTheirOwnCounts() {
    count(5_000, "take", Thread.State.WAITING);
    count(7, "take", Thread.State.RUNNABLE);
    count(4, "take", Thread.State.TERMINATED);
    stacks.addTo(groups);

    assertThat(groups.groups())
        .extracting(VirtualStacksTest::words)
        .containsExactly("take WAITING 5000 by 500 scaled", "take RUNNABLE 7 by 7 exact");
  }

  @Test
  void addTo_manySites_staysWithinTheLimitOfStacks() {
    List<Standing> all = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      SiteEntry one = new FakeStarts(0.01, () -> 0).ledger().sites().otherVirtual();
      for (int j = 0; j < 200; j++) {
        Standing thread = new Standing("take", Thread.State.WAITING);
        all.add(thread);
        stacks.count(thread, new Origin(one, null));
      }
    }
    stacks.addTo(groups);

    assertThat(all.stream().filter(thread -> thread.looks > 0).count())
        .isBetween(500L, (long) VirtualStacks.MAX_STACKS);
    assertThat(groups.groups().stream().mapToInt(Group::threads).sum()).isEqualTo(8_000);
  }

  private void count(int threads, String method, Thread.State state) {
    for (int i = 0; i < threads; i++) {
      stacks.count(new Standing(method, state), new Origin(site, null));
    }
  }

  private static String words(Group group) {
    return "%s %s %d by %d %s"
        .formatted(
            group.frames().get(0).getMethodName(),
            group.state(),
            group.threads(),
            group.sampled(),
            group.scaled() ? "scaled" : "exact");
  }

  private static final class Standing extends Thread {

    private final StackTraceElement frame;
    private final State state;
    private int looks;

    Standing(String method, State state) {
      this.frame = new StackTraceElement("com.acme.Queue", method, "Queue.java", 7);
      this.state = state;
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      looks++;
      return new StackTraceElement[] {frame};
    }

    @Override
    public State getState() {
      return state;
    }
  }
}
