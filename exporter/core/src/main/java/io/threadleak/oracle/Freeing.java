package io.threadleak.oracle;

import io.threadleak.attribution.OwnThreads;
import io.threadleak.attribution.ThreadIds;
import io.threadleak.attribution.VirtualThreadApi;
import io.threadleak.model.ProofTier;
import io.threadleak.model.ProvenGroup;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongPredicate;

/**
 * Interrupts threads that were proven leaked: nothing alive can act on them any more, and an
 * interrupt has those that wait interruptibly unwind, run their {@code finally} blocks and end. It
 * is for those who asked for it. Used by one thread at a time; the count may be read by any.
 *
 * <p>What is known of the whole batch is logged before the first interrupt, since a thread that
 * unwinds may wake others of the batch, which then go on as if nothing had been. For the same
 * reason threads that wait for another one's end are left alone where there are others to begin
 * with; those that still wait at the next proof are freed then. No thread is interrupted twice, and
 * none of the JDK's or of threadleak's: one on whose stack stands the JDK's code alone has nothing
 * to unwind to.
 */
public final class Freeing {

  /** What the JDK runs cleaners and the like on. */
  private static final String INNOCUOUS = "jdk.internal.misc.InnocuousThread";

  private final Consumer<String> log;
  private final Set<Long> interrupted = new HashSet<>();
  private final LongAdder total = new LongAdder();

  /**
   * One that has freed no thread.
   *
   * @param log takes one line for each group of threads
   */
  public Freeing(Consumer<String> log) {
    this.log = log;
  }

  /** Threads interrupted so far. */
  public long total() {
    return total.sum();
  }

  /**
   * Frees threads that a proof has found.
   *
   * @param proven of any tier; those below {@link ProofTier#PROVED} are left alone
   * @param stands whether the thread of that id is among what proofs so far have found: what was
   *     interrupted and is not is forgotten
   * @return how many were interrupted
   */
  public int free(List<ProvenThreads> proven, LongPredicate stands) {
    List<ProvenThreads> chosen =
        proven.stream().filter(found -> found.group().tier() == ProofTier.PROVED).toList();
    boolean othersFirst = chosen.stream().anyMatch(found -> !waitsForThread(found.group()));
    if (othersFirst) {
      chosen = chosen.stream().filter(found -> !waitsForThread(found.group())).toList();
    }
    interrupted.removeIf(id -> !stands.test(id));
    chosen.forEach(found -> log.accept(evidence(found)));
    int freed = 0;
    for (ProvenThreads found : chosen) {
      for (Thread thread : found.threads()) {
        freed += interrupt(thread) ? 1 : 0;
      }
    }
    total.add(freed);
    return freed;
  }

  private boolean interrupt(Thread thread) {
    Thread.State state = thread.getState();
    boolean waits = state == Thread.State.WAITING || state == Thread.State.BLOCKED;
    if (!waits || isOurs(thread) || isOfTheJdk(thread) || !hasApplicationCode(thread)) {
      return false;
    }
    if (!interrupted.add(ThreadIds.of(thread))) {
      return false;
    }
    try {
      thread.interrupt();
      return true;
    } catch (SecurityException refused) {
      return false;
    }
  }

  private static boolean isOurs(Thread thread) {
    return !VirtualThreadApi.isVirtual(thread) && OwnThreads.owns(thread);
  }

  /** Those of the group above all others, and those that the JDK starts for itself. */
  private static boolean isOfTheJdk(Thread thread) {
    if (VirtualThreadApi.isVirtual(thread)) {
      return false;
    }
    ThreadGroup group = thread.getThreadGroup();
    return group == null
        || group.getParent() == null
        || thread.getClass().getName().equals(INNOCUOUS);
  }

  private static boolean hasApplicationCode(Thread thread) {
    return !Arrays.stream(thread.getStackTrace()).allMatch(Waiting::isOfTheJdk);
  }

  private static boolean waitsForThread(ProvenGroup group) {
    return group.waitsFor().equals(Waiting.END_OF_THREAD);
  }

  private static String evidence(ProvenThreads found) {
    ProvenGroup group = found.group();
    return "Interrupting %d leaked %s threads started by %s, once each: %s They stand in %s."
        .formatted(
            group.threads(),
            group.site().kind().label(),
            group.site().label(),
            group.why(),
            group.frames().stream()
                .filter(frame -> !Waiting.isOfTheJdk(frame))
                .findFirst()
                .map(StackTraceElement::toString)
                .orElse("code of the JDK alone"));
  }
}
