package io.threadleak.proof;

import io.threadleak.heap.HeapGraph;
import io.threadleak.heap.HeapThread.HeapFrame;
import io.threadleak.model.ThreadKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts threads of one stack, one wait and one cause together, and weighs what they hold. */
final class Findings {

  private record Key(
      Cause cause, ThreadKind kind, List<StackTraceElement> frames, String waitsFor, String why) {}

  private record Group(Key key, Ints waiters) {

    int size() {
      return waiters.size();
    }
  }

  private final Jdk jdk;
  private final Waits waits;
  private final Stages stages;
  private final Words words;
  private final Reasons reasons;
  private final HeldBy heldBy;

  /**
   * The thread that runs {@code main}. Services park it for as long as they live, so that it is no
   * finding; what only it holds is lost all the same.
   */
  private final long mainId;

  Findings(HeapGraph heap, Jdk jdk, Edges edges, Waits waits, Stages stages, Threads threads) {
    this.jdk = jdk;
    this.waits = waits;
    mainId = jdk.mainId();
    this.stages = stages;
    words = new Words(heap);
    reasons = new Reasons(heap, jdk, waits, words, holders(heap, edges));
    heldBy = new HeldBy(heap, jdk, waits, stages, threads);
  }

  private Holders holders(HeapGraph heap, Edges edges) {
    Holders holders = new Holders(heap, edges, stages.all());
    for (int waiter = 0; waiter < waits.count(); waiter++) {
      if (stages.cause(waiter) == Cause.UNREACHABLE) {
        holders.add(waiter, waits.waiter(waiter));
      }
    }
    return holders;
  }

  /** All findings, surest first, then by threads. */
  List<ThreadFinding> all() {
    Map<Key, Group> groups = new LinkedHashMap<>();
    for (int w = 0; w < waits.count(); w++) {
      Cause cause = stages.cause(w);
      if (cause != null && waits.waiter(w).id() != mainId) {
        groups.computeIfAbsent(key(w, cause), key -> new Group(key, new Ints())).waiters().add(w);
      }
    }
    List<Group> ordered = new ArrayList<>(groups.values());
    ordered.sort(
        Comparator.comparing((Group group) -> group.key().cause().tier())
            .thenComparing(Group::size, Comparator.reverseOrder()));
    findPaths(ordered);
    long[] bytes = weigh(ordered);
    List<ThreadFinding> findings = new ArrayList<>();
    for (int g = 0; g < bytes.length; g++) {
      findings.add(finding(ordered.get(g), bytes[g]));
    }
    return findings;
  }

  /** That of the thread that runs {@code main}, where it is taken to wait for ever. */
  Set<Long> passedOverIds() {
    for (int w = 0; w < waits.count(); w++) {
      if (stages.cause(w) != null && waits.waiter(w).id() == mainId) {
        return Set.of(mainId);
      }
    }
    return Set.of();
  }

  private Key key(int number, Cause cause) {
    Waiter waiter = waits.waiter(number);
    List<StackTraceElement> frames =
        waiter.thread().frames().stream().map(HeapFrame::method).toList();
    return new Key(
        cause, waiter.kind(), frames, words.waitsFor(waiter), reasons.why(number, cause));
  }

  private void findPaths(List<Group> groups) {
    Ints first = new Ints();
    groups.forEach(group -> first.add(group.waiters().get(0)));
    heldBy.find(first, Cause.HELD);
    heldBy.find(first, Cause.WEAK);
  }

  /**
   * What each group keeps beside what is alive. What several keep counts for the least sure, as the
   * surer tell more: it may yet be used.
   */
  private long[] weigh(List<Group> groups) {
    long[] bytes = new long[groups.size()];
    Marking marking = stages.sure();
    marking.weigh();
    for (int g = groups.size() - 1; g >= 0; g--) {
      long before = marking.bytes();
      Ints waiters = groups.get(g).waiters();
      for (int i = 0; i < waiters.size(); i++) {
        marking.wake(waiters.get(i));
      }
      marking.run();
      bytes[g] = marking.bytes() - before;
    }
    return bytes;
  }

  private ThreadFinding finding(Group group, long bytes) {
    List<Long> ids = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int waiter : group.waiters().toArray()) {
      ids.add(waits.waiter(waiter).id());
      names.add(jdk.name(waits.waiter(waiter).object()));
    }
    Key key = group.key();
    return new ThreadFinding(
        key.cause().tier(),
        key.kind(),
        ids,
        names,
        key.frames(),
        key.waitsFor(),
        key.why(),
        heldBy.of(group.waiters().get(0)),
        bytes);
  }
}
