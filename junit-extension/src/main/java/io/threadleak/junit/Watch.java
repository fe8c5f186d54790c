package io.threadleak.junit;

import io.threadleak.ThreadLeak;
import io.threadleak.ThreadProof;
import io.threadleak.attribution.ApplicationCode;
import io.threadleak.model.ProofException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The one look at thread starts that all checks of this JVM share: the agent's hook where there is
 * one, else a JFR stream. It begins with the first use and ends with the JVM.
 */
final class Watch {

  /** Whether the agent is brought into a JVM that was started without: {@code attach}. */
  static final String AGENT = "threadleak.agent";

  private static final Logger LOG = System.getLogger("io.threadleak.junit");

  private static volatile @Nullable Watch ofThisJvm;

  private final Starts starts;
  private final LeakCheck check;
  private final LeakCheck wholeJvm;
  private final Proofs proofs;

  Watch(Starts starts, Proofs proofs) {
    this.starts = starts;
    this.proofs = proofs;
    this.check = new LeakCheck(starts, proofs.looking());
    this.wholeJvm = new LeakCheck(new WholeJvm(starts), proofs.looking());
  }

  /** That of this JVM; the first call takes some tenths of a second without the agent. */
  static Watch ofThisJvm() {
    return ofThisJvm(name -> Optional.ofNullable(System.getProperty(name)));
  }

  /**
   * The same, which the first call opens as configuration parameters say.
   *
   * @param parameters the value of a parameter by its name
   * @throws IllegalArgumentException if one is wrong
   */
  static Watch ofThisJvm(Function<String, Optional<String>> parameters) {
    Watch present = ofThisJvm;
    if (present == null) {
      synchronized (Watch.class) {
        present = ofThisJvm;
        if (present == null) {
          present = new Watch(begin(attaches(parameters)), new Proofs());
          ofThisJvm = present;
        }
      }
    }
    return present;
  }

  private static Starts begin(boolean attaches) {
    ApplicationCode code = ApplicationCode.ofThisJvm(List.of());
    Starts hooked = HookedStarts.open(code);
    if (hooked != null || !attaches) {
      return hooked == null ? RecordedStarts.open(code, "") : hooked;
    }
    String refusal = SelfAttach.attach();
    hooked = refusal == null ? HookedStarts.open(code) : null;
    if (hooked != null) {
      return hooked;
    }
    String why = refusal == null ? "its hook is off" : refusal;
    LOG.log(
        Level.WARNING,
        "No virtual thread is seen: the agent could not be brought into this JVM: " + why);
    return RecordedStarts.open(code, why);
  }

  /** Whether parameters say so. */
  static boolean attaches(Function<String, Optional<String>> parameters) {
    String value = parameters.apply(AGENT).orElse("none").strip();
    if (!value.equals("attach") && !value.equals("none")) {
      throw new IllegalArgumentException(AGENT + " must be attach or none, but is " + value);
    }
    return value.equals("attach");
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
    verify(check, where, wanted, rules);
  }

  /** The same of all threads, whoever has seen them start. */
  void verifyAll(LeakRules rules) {
    verify(wholeJvm, "this JVM", any -> true, rules);
  }

  private void verify(LeakCheck by, String where, Predicate<TestContext> wanted, LeakRules rules) {
    List<Leak> leaks = by.leaks(wanted, rules);
    if (!leaks.isEmpty()) {
      Fates fates = rules.proves() ? fates(by, leaks, wanted) : Fates.UNASKED;
      throw new AssertionError(LeakMessage.of(where, leaks, rules.linger(), starts.means(), fates));
    }
  }

  private Fates fates(LeakCheck by, List<Leak> leaks, Predicate<TestContext> wanted) {
    try {
      ThreadProof proof = proofs.make();
      Set<Long> accused = leaks.stream().map(Leak::id).collect(Collectors.toSet());
      return Fates.of(proof, leaks, by.live(accused, wanted));
    } catch (ProofException none) {
      return Fates.unknown(none.getMessage());
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
