package io.threadleak.agent;

import io.threadleak.agent.options.AgentOptions;
import java.lang.instrument.Instrumentation;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Where the JVM enters the agent: {@code -javaagent:threadleak.jar=OPTIONS} and attach. Whatever
 * goes wrong is one line on stderr, and the application runs on untouched.
 */
public final class Agent {

  private static final AtomicBoolean ENTERED = new AtomicBoolean();

  private Agent() {}

  /** Called by the JVM before the application's main class. */
  public static void premain(@Nullable String options, Instrumentation instrumentation) {
    enter(options, instrumentation);
  }

  /** Called by the JVM when attached to while the application runs. */
  public static void agentmain(@Nullable String options, Instrumentation instrumentation) {
    enter(options, instrumentation);
  }

  private static void enter(@Nullable String options, Instrumentation instrumentation) {
    Warnings warnings = new Warnings(System.err);
    if (!ENTERED.compareAndSet(false, true)) {
      warnings.warn("an agent is at work in this JVM already: it goes on, this one does nothing");
      return;
    }
    try {
      new AgentStart(AgentOptions.read(options, System.getenv()), instrumentation, warnings).run();
    } catch (Throwable hostComesFirst) {
      warnings.warn("the agent could not start and is off: " + hostComesFirst);
    }
  }
}
