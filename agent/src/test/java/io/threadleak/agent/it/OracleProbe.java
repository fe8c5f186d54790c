package io.threadleak.agent.it;

import io.threadleak.ThreadLeakMonitor;
import io.threadleak.agent.hook.BootClasses;
import io.threadleak.agent.hook.HookException;
import io.threadleak.agent.hook.OpenedPackages;
import io.threadleak.agent.hook.VirtualThreadHook;
import io.threadleak.attribution.ApplicationCode;
import io.threadleak.attribution.VirtualStarts;
import io.threadleak.model.ProofException;
import io.threadleak.model.ProofReport;
import io.threadleak.model.ProvenGroup;
import java.lang.instrument.Instrumentation;
import java.time.Duration;
import java.util.List;

/**
 * An agent of the hook for virtual threads and a monitor, which the application asks for proofs.
 */
public final class OracleProbe {

  private static ThreadLeakMonitor monitor;

  private OracleProbe() {}

  /** Called by the JVM before the application's main class. */
  public static void premain(String options, Instrumentation instrumentation) throws HookException {
    BootClasses.install(instrumentation);
    OpenedPackages.open(instrumentation);
    VirtualStarts starts = new VirtualStarts(ApplicationCode.ofThisJvm(List.of("com.acme")), 1);
    VirtualThreadHook.install(instrumentation, starts);
    monitor =
        ThreadLeakMonitor.builder()
            .interval(Duration.ofSeconds(1))
            .virtualThreads(starts)
            .freeProven("free".equals(options))
            .start();
  }

  /**
   * One line for each group, {@code 1000 com.acme.X.leak | a java.util.concurrent.CountDownLatch}.
   */
  public static List<String> prove() throws InterruptedException {
    try {
      ProofReport report = monitor.proveVirtual(Duration.ofMinutes(2));
      return report.groups().stream().map(OracleProbe::line).toList();
    } catch (ProofException e) {
      return List.of(e.reason() + " " + e.getMessage());
    }
  }

  /** Returns when a round has begun and ended since the call. */
  public static void awaitRound() throws InterruptedException {
    long rounds = monitor.report().self().rounds();
    while (monitor.report().self().rounds() < rounds + 2) {
      Thread.sleep(10);
    }
  }

  /** Threads that were freed so far, as the latest report has them. */
  public static long freed() {
    return monitor.report().self().freedThreads();
  }

  private static String line(ProvenGroup group) {
    String label = group.site().label();
    String method = label.substring(0, label.indexOf('('));
    return group.threads() + " " + method + " | " + group.waitsFor();
  }
}
