package io.threadleak.junit;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * The check at the end of a run of the JUnit platform, whatever engines it has: no thread is left
 * that was started in a test. The message names the test of each.
 *
 * <p>Found by the launcher, and idle unless the configuration parameter {@value #PARAMETER} is
 * {@code fail}, which has closing the launcher's session fail, or {@code report}, which logs a
 * warning.
 */
public final class RunCheck implements LauncherSessionListener {

  static final String PARAMETER = "threadleak.run";

  private static final Logger LOG = System.getLogger("io.threadleak.junit");

  private enum Choice {
    OFF,
    REPORT,
    FAIL
  }

  /** What is to be done at the end. */
  private record Order(Choice choice, LeakRules rules) {}

  private final AtomicReference<@Nullable Order> order = new AtomicReference<>();

  /** Made by the launcher. */
  public RunCheck() {}

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    session.getLauncher().registerTestExecutionListeners(new Tests());
  }

  /**
   * Waits for the threads that tests have started.
   *
   * @throws AssertionError if some do not end, and the run shall fail for it
   */
  @Override
  public void launcherSessionClosed(LauncherSession session) {
    Order given = order.getAndSet(null);
    if (given == null) {
      return;
    }
    try {
      Watch.ofThisJvm().verify("this run", context -> context != TestContext.NONE, given.rules());
    } catch (AssertionError leaks) {
      if (given.choice() == Choice.FAIL) {
        throw leaks;
      }
      LOG.log(Level.WARNING, leaks.getMessage());
    }
  }

  /** Says of each thread that runs a test which test it is in. */
  private final class Tests implements TestExecutionListener {

    private final Map<String, Watch.Stay> stays = new ConcurrentHashMap<>();

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
      Choice choice = choice(plan.getConfigurationParameters().get(PARAMETER));
      if (choice != Choice.OFF) {
        order.set(new Order(choice, RuleSettings.rules(plan.getConfigurationParameters()::get)));
        Watch.ofThisJvm(plan.getConfigurationParameters()::get);
      }
    }

    @Override
    public void executionStarted(TestIdentifier test) {
      if (order.get() != null && test.isTest()) {
        TestContext context = new TestContext(nameOf(test), Contexts.said());
        stays.put(test.getUniqueId(), Watch.ofThisJvm().enter(context));
      }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult outcome) {
      Watch.Stay stay = stays.remove(test.getUniqueId());
      if (stay != null) {
        stay.leave();
      }
    }
  }

  private static Choice choice(Optional<String> parameter) {
    String value = parameter.orElse("off").strip();
    for (Choice choice : Choice.values()) {
      if (choice.name().equalsIgnoreCase(value)) {
        return choice;
      }
    }
    throw new IllegalArgumentException(PARAMETER + " must be off, report or fail, but is " + value);
  }

  private static String nameOf(TestIdentifier test) {
    String shown = test.getDisplayName();
    if (test.getSource().orElse(null) instanceof MethodSource method) {
      String plain = method.getMethodName() + "()";
      return method.getClassName()
          + "."
          + plain
          + (shown.equals(plain) ? "" : " \"" + shown + "\"");
    }
    return shown;
  }
}
