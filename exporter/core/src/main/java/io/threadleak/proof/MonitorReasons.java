package io.threadleak.proof;

import io.threadleak.heap.HeapClass;
import io.threadleak.heap.HeapGraph;
import io.threadleak.heap.HeapThread.HeapFrame;
import io.threadleak.proof.Wait.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a thread in {@code Object.wait} waits for.
 *
 * <p>The receiver of {@code Object.wait} is the one object among the locals of its frames, beside
 * the thread itself; where compiled code has dropped it, the monitors that were published for the
 * proof tell it. Where neither does, what the calling method still holds is a guess.
 */
final class MonitorReasons {

  private static final int UNSURE = -2;

  private final HeapGraph heap;
  private final Jdk jdk;
  private final Map<Integer, Integer> published = new HashMap<>();

  MonitorReasons(HeapGraph heap, Jdk jdk, String monitorsHolder) {
    this.heap = heap;
    this.jdk = jdk;
    HeapClass holder = monitorsHolder.isEmpty() ? null : heap.classNamed(monitorsHolder);
    int pairs = holder == null ? HeapGraph.NONE : heap.reference(holder.object(), "monitors");
    if (pairs != HeapGraph.NONE) {
      readPairs(pairs);
    }
  }

  private void readPairs(int pairs) {
    Ints elements = new Ints();
    heap.references(
        pairs,
        (target, field) -> {
          if (field == HeapGraph.ELEMENT) {
            elements.add(target);
          }
        });
    if (!arePairs(elements)) {
      return;
    }
    for (int i = 0; i + 1 < elements.size(); i += 2) {
      published.merge(
          elements.get(i), elements.get(i + 1), (one, other) -> one.equals(other) ? one : UNSURE);
    }
  }

  /** Nulls are not told: a gap would put each thread to another's monitor. */
  private boolean arePairs(Ints elements) {
    for (int i = 0; i < elements.size(); i += 2) {
      if (!heap.classOf(elements.get(i)).isA("java.lang.Thread")) {
        return false;
      }
    }
    return elements.size() % 2 == 0;
  }

  /** What a thread waits for; null where that is not known. */
  @Nullable Wait of(int thread, List<HeapFrame> frames) {
    int caller = Frames.waiter(frames);
    if (Frames.isJoin(frames, caller)) {
      return join(joined(thread, frames, caller));
    }
    int monitor = monitor(thread, frames, caller);
    if (monitor == UNSURE) {
      return null;
    }
    if (Frames.isReferenceQueue(frames, caller, caller + 1)) {
      return monitor == HeapGraph.NONE ? null : Wait.forObject(Reason.REFERENCE, monitor);
    }
    if (monitor == HeapGraph.NONE) {
      return guess(thread, frames, caller);
    }
    return isShared(monitor) ? null : Wait.forObject(Reason.MONITOR, monitor);
  }

  /**
   * Whether others may come by an object though none has it: a string that is interned is had by
   * whoever has its text.
   */
  private boolean isShared(int monitor) {
    return heap.classOf(monitor).name().equals("java.lang.String");
  }

  /** Whose end a thread waits for: another's, or its own where {@code join} knows no other. */
  private int joined(int thread, List<HeapFrame> frames, int caller) {
    int other = only(frames, 0, caller + 1, except(thread));
    return other == HeapGraph.NONE ? only(frames, caller, caller + 1, HeapGraph.NONE) : other;
  }

  private @Nullable Wait join(int joined) {
    if (joined < 0 || !heap.classOf(joined).isA("java.lang.Thread") || jdk.hasEnded(joined)) {
      return null;
    }
    return Wait.forThread(Reason.JOIN, joined, joined);
  }

  private int monitor(int thread, List<HeapFrame> frames, int caller) {
    int inFrame = only(frames, 0, caller, except(thread));
    int told = published.getOrDefault(thread, HeapGraph.NONE);
    if (inFrame == HeapGraph.NONE) {
      return told;
    }
    return told == HeapGraph.NONE || told == inFrame ? inFrame : UNSURE;
  }

  /** From 19 on {@code Object.wait} has the waiting thread among its locals, too. */
  private int except(int thread) {
    return jdk.feature() == 17 ? HeapGraph.NONE : thread;
  }

  /** The only object among the locals of some frames; {@code UNSURE} where there are several. */
  private static int only(List<HeapFrame> frames, int from, int to, int except) {
    int found = HeapGraph.NONE;
    for (int frame = from; frame < Math.min(to, frames.size()); frame++) {
      for (int local : frames.get(frame).locals()) {
        if (local != HeapGraph.NONE && local != except && local != found) {
          found = found == HeapGraph.NONE ? local : UNSURE;
        }
      }
    }
    return found;
  }

  private static @Nullable Wait guess(int thread, List<HeapFrame> frames, int caller) {
    Ints held = new Ints();
    if (caller < frames.size()) {
      for (int local : frames.get(caller).locals()) {
        if (local != HeapGraph.NONE && local != thread && !held.contains(local)) {
          held.add(local);
        }
      }
    }
    return held.isEmpty() ? null : Wait.guessed(held.toArray());
  }
}
