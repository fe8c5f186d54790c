package io.threadleak.proof;

import io.threadleak.heap.HeapGraph;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shortest paths from roots to some objects.
 *
 * <p>How is it designed, and why? A parent for every object would take as much memory as the whole
 * index of the heap. So the walk by breadth keeps one byte an object, how far it is from the roots;
 * then the way back is looked for one distance at a time, among the objects of that distance only.
 * Each object is visited twice at most.
 */
final class Paths {

  /** One reference of a path: the object it comes from, and the field that holds it. */
  record Step(int from, int field) {}

  private static final int FARTHEST = 100;
  private static final byte UNREACHED = -1;

  private final Marking marking;
  private final byte[] distances;
  private final Map<Integer, Step> steps = new HashMap<>();

  /** Paths along references that count for a marking. */
  Paths(HeapGraph heap, Marking marking, Ints roots, Ints targets) {
    this.marking = marking;
    distances = new byte[heap.objects()];
    Arrays.fill(distances, UNREACHED);
    BitSet wanted = new BitSet();
    for (int target : targets.toArray()) {
      wanted.set(target);
    }
    goBack(measure(roots, (BitSet) wanted.clone()), wanted);
  }

  private int measure(Ints roots, BitSet missing) {
    BitSet here = new BitSet();
    for (int root : roots.toArray()) {
      reach(root, 0, here);
    }
    missing.andNot(here);
    int distance = 0;
    while (!missing.isEmpty() && !here.isEmpty() && distance < FARTHEST) {
      int next = distance + 1;
      BitSet there = new BitSet();
      for (int o = here.nextSetBit(0); o >= 0; o = here.nextSetBit(o + 1)) {
        marking.expand(o, (target, field) -> reach(target, next, there));
      }
      missing.andNot(there);
      here = there;
      distance = next;
    }
    return distance;
  }

  private void reach(int object, int distance, BitSet reached) {
    if (object >= 0 && distances[object] == UNREACHED) {
      distances[object] = (byte) distance;
      reached.set(object);
    }
  }

  private void goBack(int farthest, BitSet wanted) {
    for (int distance = farthest; distance > 0; distance--) {
      int there = distance;
      for (int o = 0; o < distances.length; o++) {
        if (distances[o] == there - 1) {
          int from = o;
          marking.expand(
              o, (target, field) -> stepTo(target, there, new Step(from, field), wanted));
        }
      }
    }
  }

  private void stepTo(int target, int distance, Step step, BitSet wanted) {
    if (target >= 0 && wanted.get(target) && distances[target] == distance) {
      steps.putIfAbsent(target, step);
      wanted.set(step.from());
    }
  }

  /** The path to one of the objects asked for, from its root on; null where none was found. */
  @Nullable List<Step> to(int target) {
    if (distances[target] == UNREACHED) {
      return null;
    }
    Deque<Step> path = new ArrayDeque<>();
    Step step = steps.get(target);
    while (step != null) {
      path.addFirst(step);
      step = steps.get(step.from());
    }
    return new ArrayList<>(path);
  }
}
