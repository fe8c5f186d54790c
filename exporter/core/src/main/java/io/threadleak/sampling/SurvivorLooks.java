package io.threadleak.sampling;

import io.threadleak.attribution.EntryFrame;
import io.threadleak.attribution.TrackedThreads;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One look at the bottom frames of threads that survive and whose class of task is started from
 * several sites: where those frames differ from site to site, as they do for tasks that only run
 * another ({@code CompletableFuture}'s), they tell it. Learnt from the threads whose site is known.
 * At most {@value #MAX_LOOKS} a round, some 30 us each. For the sampling thread.
 */
final class SurvivorLooks {

  static final int MAX_LOOKS = 200;

  /** Threads of a class to learn from. */
  private static final int MAX_LESSONS = 64;

  private static final int AMBIGUOUS = -1;

  private record Survivor(TaskRound round, Thread thread, long id, int site) {}

  /** What the bottom frames of one class of tasks tell. */
  private static final class Lessons {

    private final Map<String, Integer> sites = new HashMap<>();
    private int learnt;

    void learn(String frame, int site) {
      learnt++;
      sites.merge(frame, site, (known, now) -> known.equals(now) ? known : AMBIGUOUS);
    }

    /** Whether some site has been told from another, or might yet be. */
    boolean areOfUse() {
      return sites.isEmpty() || sites.values().stream().anyMatch(site -> site != AMBIGUOUS);
    }
  }

  private final EntryFrame entryFrame;
  private final TrackedThreads tracked;
  private final Map<TaskRound, Lessons> lessons = new HashMap<>();
  private final List<Survivor> toLearnFrom = new ArrayList<>();
  private final List<Survivor> toTell = new ArrayList<>();
  private long survivedId;

  SurvivorLooks(EntryFrame entryFrame, TrackedThreads tracked) {
    this.entryFrame = entryFrame;
    this.tracked = tracked;
  }

  /** Begins a round; threads below the given id were live at the last one. */
  void begin(long belowId) {
    survivedId = belowId;
  }

  /** Shows a live thread of a mixed class whose site is known. */
  void learnFrom(TaskRound round, Thread thread, long id, int site) {
    if (id < survivedId && toLearnFrom.size() < MAX_LOOKS / 2) {
      Lessons learnt = lessons.computeIfAbsent(round, any -> new Lessons());
      if (learnt.learnt < MAX_LESSONS && learnt.areOfUse()) {
        toLearnFrom.add(new Survivor(round, thread, id, site));
      }
    }
  }

  /** Shows a live thread of a mixed class whose site is not known. */
  void consider(TaskRound round, Thread thread, long id) {
    if (id < survivedId && toTell.size() < MAX_LOOKS / 2) {
      Lessons learnt = lessons.get(round);
      if (learnt != null && learnt.learnt > 0 && learnt.areOfUse()) {
        toTell.add(new Survivor(round, thread, id, AMBIGUOUS));
      }
    }
  }

  /** Looks at the threads that were shown, and tracks those whose site can be told from now on. */
  void end() {
    for (Survivor known : toLearnFrom) {
      Lessons learnt = lessons.get(known.round());
      String frame = entryFrame.of(known.thread());
      if (learnt != null && frame != null && learnt.learnt < MAX_LESSONS) {
        learnt.learn(frame, known.site());
      }
    }
    for (Survivor unknown : toTell) {
      String frame = entryFrame.of(unknown.thread());
      int site = siteAt(frame, lessons.get(unknown.round()));
      if (site != AMBIGUOUS) {
        tracked.addLater(unknown.id(), site);
      }
    }
    toLearnFrom.clear();
    toTell.clear();
  }

  private static int siteAt(@Nullable String frame, @Nullable Lessons learnt) {
    return frame == null || learnt == null
        ? AMBIGUOUS
        : learnt.sites.getOrDefault(frame, AMBIGUOUS);
  }

  /** Forgets a class of tasks. */
  void forget(TaskRound round) {
    lessons.remove(round);
  }
}
