package io.threadleak.oracle;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Objects that the collector is asked about, each by two references: a weak one, which tells
 * whether it was found unreachable, and a final one, by which it then comes back alive. Takes about
 * 100 bytes for each. Used by one thread at a time.
 *
 * <p>Nothing is lost: an object is guarded before anybody lets go of it, and stays known here until
 * the one who takes it back has returned. A final reference that is dropped before a collection
 * never tells of anything, so those of objects that were reached take no clearing.
 */
final class Guarded {

  private final FinalReferences references;
  private final ReferenceQueue<Object> queue = new ReferenceQueue<>();
  private final Deque<Guard> guards = new ArrayDeque<>();
  private final Deque<Guard> found = new ArrayDeque<>();
  private @Nullable Object arrived;

  Guarded(FinalReferences references) {
    this.references = references;
  }

  /**
   * Guards one more.
   *
   * @return the guard, which holds the object once it is found, until it has been handed back
   */
  Reference<?> add(Object object) {
    Guard guard = new Guard(object, references.make(object, queue));
    guards.push(guard);
    return guard;
  }

  /**
   * Hands back those that were not found, and asks about them no longer.
   *
   * @param back may throw: what it threw at is handed back at the next call
   */
  void handBackReached(Consumer<Object> back) {
    for (Guard guard = guards.peek(); guard != null; guard = guards.peek()) {
      Object reached = guard.get();
      if (reached == null) {
        found.push(guard);
      } else {
        back.accept(reached);
      }
      guards.pop();
    }
  }

  /** Whether all have been handed back. */
  boolean isSettled() {
    return guards.isEmpty() && found.isEmpty();
  }

  /**
   * Hands back the next one that was found.
   *
   * @param millis how long to wait for the JVM to bring it, above zero
   * @param back may throw: what it threw at is handed back at the next call
   * @return whether there was one
   */
  boolean handBackFound(long millis, Consumer<Object> back) throws InterruptedException {
    if (arrived == null) {
      Reference<?> reference = found.isEmpty() ? null : queue.remove(millis);
      arrived = reference == null ? null : references.found(reference);
    }
    if (arrived == null) {
      return false;
    }
    back.accept(arrived);
    arrived = null;
    found.pop().dropFinalReference();
    return true;
  }

  /** One object, and what brings it back. */
  private static final class Guard extends WeakReference<Object> {

    @SuppressWarnings({"unused", "FieldCanBeLocal"}) // held, for a dropped one brings nothing back
    private @Nullable Reference<?> finalReference;

    Guard(Object object, Reference<?> finalReference) {
      super(object);
      this.finalReference = finalReference;
    }

    /**
     * The JVM's own list of cleared references outlives the look: the guards on it that its handler
     * has not come to would keep what they guarded alive through the next one.
     */
    void dropFinalReference() {
      finalReference = null;
    }
  }
}
