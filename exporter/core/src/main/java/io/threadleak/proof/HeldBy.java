package io.threadleak.proof;

import io.threadleak.heap.HeapClass;
import io.threadleak.heap.HeapGraph;
import io.threadleak.heap.HeapThread;
import io.threadleak.heap.HeapThread.HeapFrame;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Finds by what path something alive holds stuck threads, for one thread of each finding. */
final class HeldBy {

  private final HeapGraph heap;
  private final Jdk jdk;
  private final Waits waits;
  private final Stages stages;
  private final Threads threads;
  private final Map<Integer, List<String>> lines = new HashMap<>();

  HeldBy(HeapGraph heap, Jdk jdk, Waits waits, Stages stages, Threads threads) {
    this.heap = heap;
    this.jdk = jdk;
    this.waits = waits;
    this.stages = stages;
    this.threads = threads;
  }

  /** Looks for paths to the threads of that cause among some waiters, all in one walk. */
  void find(Ints waiters, Cause cause) {
    Ints targets = new Ints();
    Map<Integer, Integer> targetOf = new HashMap<>();
    Marking marking = cause == Cause.WEAK ? stages.all() : stages.sure();
    for (int waiter : waiters.toArray()) {
      if (stages.cause(waiter) == cause) {
        int target = target(waiter, marking);
        targets.add(target);
        targetOf.put(waiter, target);
      }
    }
    if (targets.isEmpty()) {
      return;
    }
    Paths paths = new Paths(heap, marking, roots(marking), targets);
    Map<Integer, List<Paths.Step>> found = new HashMap<>();
    Set<Integer> begins = new HashSet<>();
    for (int target : targets.toArray()) {
      List<Paths.Step> path = paths.to(target);
      if (path != null) {
        found.put(target, path);
        begins.add(PathWords.begin(path, target));
      }
    }
    PathWords words = new PathWords(heap, jdk, begins);
    forEachHolder(words::see);
    targetOf.forEach(
        (waiter, target) -> {
          List<Paths.Step> path = found.get(target);
          lines.put(waiter, path == null ? unexplained(cause) : words.lines(path, target));
        });
  }

  private static List<String> unexplained(Cause cause) {
    return cause == Cause.HELD ? List.of("what no root of the heap explains") : List.of();
  }

  /** What leads to the wake: the thread, or else what it waits for. */
  private int target(int waiter, Marking marking) {
    Waiter held = waits.waiter(waiter);
    int[] handles = held.awaited().handles();
    boolean byHandle = marking == stages.all() && handles.length > 0 && handles[0] != held.object();
    return byHandle ? handles[0] : held.object();
  }

  private Ints roots(Marking marking) {
    Ints roots = new Ints();
    for (HeapClass type : heap.classes()) {
      if (marking.isMarked(type.object())) {
        roots.add(type.object());
      }
    }
    heap.globalRoots((kind, object) -> roots.add(object));
    forEachHolder(
        thread -> {
          roots.add(thread.object());
          for (HeapFrame frame : thread.frames()) {
            addAll(roots, frame.locals());
          }
          addAll(roots, thread.jniLocals());
        });
    return roots;
  }

  private static void addAll(Ints to, int[] objects) {
    for (int object : objects) {
      to.add(object);
    }
  }

  /** Tells the threads that can run or can be woken. */
  private void forEachHolder(Consumer<HeapThread> visitor) {
    threads.running().forEach(visitor);
    for (int waiter = 0; waiter < waits.count(); waiter++) {
      if (stages.cause(waiter) == null) {
        visitor.accept(waits.waiter(waiter).thread());
      }
    }
  }

  /** The path to a waiter looked for; empty where there is none. */
  List<String> of(int waiter) {
    return lines.getOrDefault(waiter, List.of());
  }
}
