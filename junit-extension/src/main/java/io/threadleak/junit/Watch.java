package io.threadleak.junit;

import io.threadleak.ThreadLeak;
import io.threadleak.attribution.ApplicationCode;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The one look at thread starts that all checks of this JVM share: the agent's hook where there is
 * one, else a JFR stream. It begins with the first use and ends with the JVM.
 */
final class Watch {

  private static final class Shared {
    private static final Watch WATCH = begin();

    private static Watch begin() {
      ApplicationCode code = ApplicationCode.ofThisJvm(List.of());
      HookedStarts hooked = HookedStarts.open(code);
      return new Watch(hooked == null ? RecordedStarts.open(code) : hooked);
    }
  }

  private final Starts starts;
  private final LeakCheck check;
  private final LeakCheck wholeJvm;

  Watch(Starts starts) {
    this.starts = starts;
    this.check = new LeakCheck(starts);
    this.wholeJvm = new LeakCheck(new WholeJvm(starts));
  }

  /** That of this JVM; the first call takes some tenths of a second without the agent. */
  static Watch ofThisJvm() {
    return Shared.WATCH;
  }

  /** The calling thread is in a new stretch from now on, until it is left. */
  Stay enter(TestContext context) {
    TestContext before = Contexts.said();
    starts.enter(context);
    return new Stay(this, context, before);
  }

  /**
   * Waits for the threads that are wanted.
   *
   * @param where what a message calls the stretches that are wanted
   * @throws AssertionError if some do not end
   */
  void verify(String where, Predicate<TestContext> wanted, LeakRules rules) {
    throwIfAny(where, check.leaks(wanted, rules), rules);
  }

  /** The same of all threads, whoever has seen them start. */
  void verifyAll(LeakRules rules) {
    throwIfAny("this JVM", wholeJvm.leaks(any -> true, rules), rules);
  }

  private void throwIfAny(String where, List<StartedThread> leaks, LeakRules rules) {
    if (!leaks.isEmpty()) {
      throw new AssertionError(LeakMessage.of(where, leaks, rules.linger(), starts.means()));
    }
  }

  /** A thread's stay in a stretch of the run. For that thread alone. */
  static final class Stay {

    private final Thread thread = Thread.currentThread();
    private final Watch watch;
    private final TestContext context;
    private final @Nullable TestContext before;
    private final ThreadLeak.Scope scope;

    private Stay(Watch watch, TestContext context, @Nullable TestContext before) {
      this.watch = watch;
      this.context = context;
      this.before = before;
      this.scope = ThreadLeak.scope(context.scope());
    }

    TestContext context() {
      return context;
    }

    /** The thread is again where it was before; without effect on another thread. */
    void leave() {
      if (Thread.currentThread() == thread) {
        scope.close();
        watch.starts.enter(before);
      }
    }

    /** Waits for the threads that were started in the stretch, as {@link Watch#verify}. */
    void verify(LeakRules rules) {
      watch.verify(context.name(), started -> started.isWithin(context), rules);
    }
  }
}
