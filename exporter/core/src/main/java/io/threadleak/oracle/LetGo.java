package io.threadleak.oracle;

import io.threadleak.sampling.JdkThreadContainers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The threads that one look has let go of, until all are back where they were. Threads of executors
 * and scopes are asked about as well, though there is nothing to let go of: those are held by their
 * executor alone.
 *
 * <p>The JDK's registry of executors refers to them weakly, so that a look clears the entry of one
 * that only a leaked thread holds. Such an executor is registered anew.
 */
final class LetGo {

  private final Set<Thread> tracked;
  private final Consumer<Object> register;
  private final Guarded direct;
  private final Guarded members;
  private final Guarded executors;
  private final Canary canary = new Canary();
  private int threads;
  private int candidates;
  private int blocked;

  LetGo(Set<Thread> tracked, FinalReferences references, Consumer<Object> register) {
    this.tracked = tracked;
    this.register = register;
    direct = new Guarded(references);
    members = new Guarded(references);
    executors = new Guarded(references);
  }

  /** Lets go of those that wait without a timeout. */
  void letGo(JdkThreadContainers containers, int most) {
    containers.forEachRegistered(executors::add);
    containers.forEach((thread, task) -> see(thread, most));
  }

  private boolean see(Thread thread, int most) {
    threads++;
    Thread.State state = thread.getState();
    if (state == Thread.State.BLOCKED) {
      blocked++;
    } else if (state == Thread.State.WAITING && candidates < most) {
      candidates++;
      ask(thread);
    }
    return true;
  }

  private void ask(Thread thread) {
    if (tracked.contains(thread)) {
      direct.add(thread);
      tracked.remove(thread);
    } else {
      members.add(thread);
    }
  }

  /** Live virtual threads. */
  int threads() {
    return threads;
  }

  /** Threads asked about. */
  int candidates() {
    return candidates;
  }

  /** Threads that waited to enter a monitor. */
  int blocked() {
    return blocked;
  }

  /** Whether an object that was reachable by nothing has been found so. */
  boolean isCanaryFound() {
    return canary.isFound();
  }

  /** Puts back those that were reached; what fails for want of memory is left to a later call. */
  void takeBackReached() {
    try {
      direct.handBackReached(this::track);
      members.handBackReached(thread -> {});
      executors.handBackReached(executor -> {});
    } catch (OutOfMemoryError later) {
      return;
    }
  }

  /**
   * Puts back those that were found, as far as the JVM brings them in time; the others are left to
   * a later call.
   *
   * @return those of them that wait as they did
   */
  List<Thread> takeBackFound(long deadlineNanos, long arrivalMillis) {
    List<Thread> waiting = new ArrayList<>();
    boolean interrupted = false;
    try {
      boolean handlerThrough = !canary.isFound();
      while (!isSettled() || !handlerThrough) {
        try {
          handlerThrough = handlerThrough || canary.awaitHandler(arrivalMillis);
          boolean any = executors.handBackFound(arrivalMillis, register);
          any |= members.handBackFound(arrivalMillis, thread -> see(thread, waiting));
          any |= direct.handBackFound(arrivalMillis, thread -> trackAndSee(thread, waiting));
          if (!any && System.nanoTime() - deadlineNanos >= 0) {
            break;
          }
        } catch (InterruptedException later) {
          interrupted = true;
        }
      }
    } catch (OutOfMemoryError later) {
      waiting.clear();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return waiting;
  }

  private void trackAndSee(Object thread, List<Thread> waiting) {
    track(thread);
    see(thread, waiting);
  }

  /** One that has ended meanwhile is found as well, since nobody holds it any more. */
  private static void see(Object found, List<Thread> waiting) {
    if (found instanceof Thread thread && thread.getState() == Thread.State.WAITING) {
      waiting.add(thread);
    }
  }

  /** Whether all are back. */
  boolean isSettled() {
    return direct.isSettled() && members.isSettled() && executors.isSettled();
  }

  /**
   * Has the JDK hold a thread again. One that has ended meanwhile is taken out: its state says so
   * before it takes itself out, so that either it or this does.
   */
  private void track(Object object) {
    Thread thread = (Thread) object;
    tracked.add(thread);
    if (thread.getState() == Thread.State.TERMINATED) {
      tracked.remove(thread);
    }
  }
}
