package io.threadleak.corpus;

import io.threadleak.model.ProofException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A judge who makes one judgement at a time: those who ask meanwhile share the next one, since the
 * present one began before they asked. Thread-safe.
 */
final class SharedJudge implements LeakJudge {

  private final LeakJudge judge;
  private final ReentrantLock one = new ReentrantLock();
  private final List<Judgement> made = new CopyOnWriteArrayList<>();
  private @Nullable Instant begun;

  SharedJudge(LeakJudge judge) {
    this.judge = judge;
  }

  @Override
  public Judgement judge(Instant since) throws ProofException, InterruptedException {
    one.lock();
    try {
      Instant latest = begun;
      if (latest != null && !latest.isBefore(since)) {
        return made.get(made.size() - 1);
      }
      Instant begin = Instant.now();
      Judgement next = judge.judge(begin);
      made.add(next);
      begun = begin;
      return next;
    } finally {
      one.unlock();
    }
  }

  /** Every judgement made so far, in order. */
  List<Judgement> made() {
    return List.copyOf(made);
  }
}
