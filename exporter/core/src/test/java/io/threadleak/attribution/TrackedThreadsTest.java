package io.threadleak.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The table of single threads against a plain map. */
final class TrackedThreadsTest {

  private final TrackedThreads tracked = new TrackedThreads(10_000);

  @Test
  void find_anyHistory_isThatOfAMap() {
    Random random = new Random(42);
    Map<Long, Integer> expected = new HashMap<>();
    long nextId = 1;
    for (int round = 0; round < 50; round++) {
      long belowId = nextId;
      for (int i = 0; i < 200; i++) {
        int site = random.nextInt(TaskClass.MAX_SITES);
        tracked.add(nextId, site, random.nextInt(SamplingRate.MAX_LEVEL));
        expected.put(nextId, site);
        nextId += 1 + random.nextInt(1_000);
      }
      Set<Long> unseen = new HashSet<>();
      for (Map.Entry<Long, Integer> thread : expected.entrySet()) {
        if (thread.getKey() >= belowId || random.nextInt(4) > 0) {
          assertThat(TrackedThreads.site(tracked.find(thread.getKey())))
              .isEqualTo(thread.getValue());
        } else {
          unseen.add(thread.getKey());
        }
      }
      tracked.forgetUnseen(belowId);
      expected.keySet().removeAll(unseen);
      unseen.forEach(id -> assertThat(tracked.find(id)).isEqualTo(TrackedThreads.UNTRACKED));
      assertThat(tracked.size()).isEqualTo(expected.size());
    }
    assertThat(tracked.dropped()).isZero();
  }

  @Test
  void weight_isTheStartsThatAThreadStandsFor() {
    tracked.add(7, 3, 0);
    tracked.add(8, 3, 5);
    tracked.addLater(9, 3);

    assertThat(TrackedThreads.weight(tracked.find(7))).isEqualTo(1);
    assertThat(TrackedThreads.weight(tracked.find(8))).isEqualTo(32);
    assertThat(TrackedThreads.weight(tracked.find(9))).isZero();
    assertThat(TrackedThreads.site(tracked.find(9))).isEqualTo(3);
  }

  @Test
  void forgetUnseen_threadMadeSince_isKept() {
    tracked.add(100, 1, 0);
    tracked.forgetUnseen(100);
    assertThat(tracked.find(100)).isNotEqualTo(TrackedThreads.UNTRACKED);
  }

  @Test
  void add_beyondItsCapacity_isDroppedAndCounted() {
    for (long id = 1; id <= 100_000; id++) {
      tracked.add(id, 0, 0);
    }
    assertThat(tracked.size()).isLessThanOrEqualTo(10_000);
    assertThat(tracked.dropped()).isEqualTo(100_000 - tracked.size());
  }
}
