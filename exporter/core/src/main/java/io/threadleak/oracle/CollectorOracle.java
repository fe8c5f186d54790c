package io.threadleak.oracle;

import io.threadleak.attribution.ThreadIds;
import io.threadleak.attribution.VirtualThreadApi;
import io.threadleak.model.ProofException;
import io.threadleak.model.ProofException.Reason;
import io.threadleak.sampling.JdkThreadContainers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The garbage collector asked which virtual threads nothing alive can reach: those can never be
 * woken, since whoever wakes a thread must reach it.
 *
 * <p>How is it done, and why so? The JDK keeps every virtual thread that the {@code Thread} API
 * starts in one set, and that set alone keeps a leaked one from being reclaimed. A look takes the
 * threads that wait without a timeout out of the set, has the JVM collect, and puts them back. In
 * between each is guarded by a final reference: one that the collector finds unreachable comes back
 * by it, alive, with its stack and with all that the stack holds. So nothing is reclaimed and no
 * thread is changed. A thread that is about to be woken or to run is held by its waker or by the
 * scheduler, thus no look needs to be repeated, nor any thread to be stopped for it.
 *
 * <p>Only a full collection in one pause will do, see {@link FullCollections}. Used by one thread
 * at a time.
 */
public final class CollectorOracle {

  /** Threads let go of in one look; each takes about 100 bytes meanwhile. */
  public static final int MAX_CANDIDATES = 1_000_000;

  private static final int ATTEMPTS = 3;
  private static final int ARRIVAL_MILLIS = 100;

  private final JdkThreadContainers containers;
  private final @Nullable FinalReferences references = FinalReferences.ofThisJvm();
  private final FullCollections collections = FullCollections.ofThisJvm();
  private final List<LetGo> unsettled = new ArrayList<>();

  /** One for the threads of this JVM. */
  public CollectorOracle(JdkThreadContainers containers) {
    this.containers = containers;
  }

  /** Why no look can be taken in this JVM, in a sentence; null if one can. */
  public @Nullable String refusal() {
    if (!VirtualThreadApi.exists()) {
      return needsAgent();
    }
    if (!containers.tracksAll()) {
      return "The JVM was started with -Djdk.trackAllThreads=false: virtual threads that nothing"
          + " alive can reach are reclaimed without a trace; leave the property away.";
    }
    if (containers.startedDirectly() == null || references == null) {
      return needsAgent();
    }
    return collections.refusal();
  }

  /** Says what this takes: the agent, and a JDK that has virtual threads. */
  public static String needsAgent() {
    return VirtualThreadApi.exists()
        ? "The collector can be asked about virtual threads by the agent alone"
            + " (-javaagent:threadleak.jar): the JDK shows nobody else where it keeps them."
        : "Virtual threads do not exist on Java %d, they need %d or later, and the collector tells of no others: use the heap dump (engine=dump)."
            .formatted(Runtime.version().feature(), VirtualThreadApi.FIRST_JDK);
  }

  /**
   * Takes a look: a full collection, unless no thread waits; a second one where it finds any.
   *
   * <p>What only objects with a finalizer hold is unreachable once, and yet those may wake a thread
   * as they are finalized. From then on they are reachable until that is through, so that what is
   * found twice is held by none of them.
   *
   * @param atMost how long to wait for what was found, once a collection is over
   * @throws ProofException if the look is refused, or the JVM did not collect
   */
  public Look look(Duration atMost) throws ProofException {
    Set<Long> foundFirst = new HashSet<>();
    Look first = withoutThreads(once(atMost), foundFirst);
    if (foundFirst.isEmpty()) {
      return first;
    }
    Look second = once(atMost);
    return new Look(
        second.threads(),
        second.candidates(),
        second.blocked(),
        first.pauseSeconds() + second.pauseSeconds(),
        second.found().stream()
            .filter(thread -> foundFirst.contains(ThreadIds.of(thread)))
            .toList());
  }

  /** The same, but for the threads, which it would hold: of those it notes the ids. */
  private static Look withoutThreads(Look look, Set<Long> ids) {
    look.found().forEach(thread -> ids.add(ThreadIds.of(thread)));
    return new Look(
        look.threads(), look.candidates(), look.blocked(), look.pauseSeconds(), List.of());
  }

  private Look once(Duration atMost) throws ProofException {
    String refused = refusal();
    Set<Thread> tracked = containers.startedDirectly();
    if (refused != null || tracked == null || references == null) {
      throw new ProofException(Reason.REFUSED, String.valueOf(refused));
    }
    settleOld();
    LetGo letGo = new LetGo(tracked, references, containers::register);
    unsettled.add(letGo);
    long millis = collections.millis();
    try {
      letGo.letGo(containers, MAX_CANDIDATES);
      if (letGo.candidates() > 0) {
        collect(letGo);
      }
    } finally {
      letGo.takeBackReached();
    }
    List<Thread> found = letGo.takeBackFound(System.nanoTime() + atMost.toNanos(), ARRIVAL_MILLIS);
    settleOld();
    double seconds = (collections.millis() - millis) / 1e3;
    return new Look(letGo.threads(), letGo.candidates(), letGo.blocked(), seconds, found);
  }

  /** Has the JVM collect, and makes sure that it did. No frame of this holds a thread. */
  private void collect(LetGo letGo) throws ProofException {
    long before = collections.count();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      System.gc();
      if (collections.count() > before && letGo.isCanaryFound()) {
        return;
      }
    }
    throw new ProofException(
        Reason.FAILED, "The JVM was asked for a full collection and did not make one; ask again.");
  }

  /** What an earlier look could not put back for want of memory or time. */
  private void settleOld() {
    for (LetGo old : unsettled) {
      old.takeBackReached();
      old.takeBackFound(System.nanoTime(), 1);
    }
    unsettled.removeIf(LetGo::isSettled);
  }

  /**
   * What one look found.
   *
   * @param threads live virtual threads
   * @param candidates those of them that waited without a timeout, and were asked about
   * @param blocked those that waited to enter a monitor, which were not
   * @param pauseSeconds how long the collections of the look stopped the JVM
   * @param found those that nothing alive can reach; held by whoever holds this
   */
  public record Look(
      int threads, int candidates, int blocked, double pauseSeconds, List<Thread> found) {

    /** Copies the list. */
    public Look {
      found = List.copyOf(found);
    }
  }
}
