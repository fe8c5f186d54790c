package io.threadleak.proof;

import io.threadleak.heap.HeapGraph;
import io.threadleak.heap.HeapThread;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Marks what is alive in stages, each on top of the one before, so that each tells one more reason
 * for which a thread might still be woken; whoever waits after the last is proved.
 */
final class Stages {

  private final HeapGraph heap;
  private final Waits waits;
  private final @Nullable Cause[] causes;
  private final Marking sure;
  private final Marking all;
  private long hidden;

  /** Runs all stages over threads that can run, and objects that no root explains if so wished. */
  Stages(HeapGraph heap, Edges edges, Waits waits, Threads threads, boolean findsHidden) {
    this.heap = heap;
    this.waits = waits;
    causes = new Cause[waits.count()];
    Marking live = new Marking(heap, edges, waits, new Worklist(heap.objects()));
    heap.globalRoots((kind, object) -> live.mark(object));
    for (HeapThread thread : threads.running()) {
      live.goOn(thread);
    }
    live.run();
    if (findsHidden) {
      markHidden(live);
    }
    new ReferenceQueues(heap, waits).wake(live);
    takeGuessedForLive(live);
    sure = new Marking(live);
    BitSet weak = weaklyWoken();
    all = live;
    takeReachedForLive(weak);
    takeWeakForLive(weak);
    for (int waiter = 0; waiter < waits.count(); waiter++) {
      if (!all.isActive(waiter)) {
        causes[waiter] = Cause.UNREACHABLE;
      }
    }
  }

  /** What is in the heap and reached from no root is alive all the same: a hidden root has it. */
  private void markHidden(Marking live) {
    Marking everything = new Marking(live);
    everything.followAll();
    everything.run();
    int objects = heap.objects();
    for (int o = everything.nextUnmarked(0); o < objects; o = everything.nextUnmarked(o + 1)) {
      hidden++;
      live.mark(o);
    }
    live.run();
  }

  private void takeGuessedForLive(Marking live) {
    BitSet before = live.active();
    for (int waiter = 0; waiter < waits.count(); waiter++) {
      if (!live.isActive(waiter) && waits.waiter(waiter).awaited().isGuessed()) {
        causes[waiter] = Cause.GUESSED;
        live.wake(waiter);
      }
    }
    live.run();
    putCause(Cause.HELD_BY_GUESSED, before, live);
  }

  private void putCause(Cause cause, BitSet before, Marking after) {
    BitSet woken = after.active();
    woken.andNot(before);
    woken.stream()
        .filter(waiter -> causes[waiter] == null)
        .forEach(waiter -> causes[waiter] = cause);
  }

  private BitSet weaklyWoken() {
    Marking weak = new Marking(sure);
    weak.followWeak();
    weak.run();
    BitSet woken = weak.active();
    woken.andNot(sure.active());
    return woken;
  }

  private void takeReachedForLive(BitSet weak) {
    BitSet before = all.active();
    all.wakeByThread();
    all.run();
    weak.stream().filter(all::isActive).forEach(waiter -> causes[waiter] = Cause.WEAK);
    all.active().stream()
        .filter(waiter -> !before.get(waiter) && causes[waiter] == null)
        .forEach(waiter -> causes[waiter] = causeOfReached(waiter));
  }

  private Cause causeOfReached(int waiter) {
    Waiter reached = waits.waiter(waiter);
    boolean isHeld = sure.isMarked(reached.object());
    return isHeld && reached.awaited().reason().endsWhenInterrupted()
        ? Cause.HELD
        : Cause.HELD_BY_STUCK;
  }

  private void takeWeakForLive(BitSet weak) {
    BitSet before = all.active();
    weak.stream().forEach(all::wake);
    all.followWeak();
    all.run();
    putCause(Cause.WEAK, before, all);
  }

  /** Why a waiting thread is a finding; null where it can be woken. */
  @Nullable Cause cause(int waiter) {
    return causes[waiter];
  }

  /** How many objects no root explains. */
  long hidden() {
    return hidden;
  }

  /** What is alive even if all findings are right; taken over by whoever goes on marking. */
  Marking sure() {
    return sure;
  }

  /** What something alive could still have, were it to interrupt and to look at weak references. */
  Marking all() {
    return all;
  }
}
