package io.threadleak.agent.it;

import io.threadleak.agent.hook.BootClasses;
import io.threadleak.agent.hook.HookException;
import io.threadleak.agent.hook.OpenedPackages;
import io.threadleak.agent.hook.VirtualThreadHook;
import io.threadleak.attribution.ApplicationCode;
import io.threadleak.attribution.SiteTable;
import io.threadleak.attribution.ThreadLedger;
import io.threadleak.attribution.VirtualStarts;
import java.lang.instrument.Instrumentation;
import java.util.List;

/** An agent of the hook for virtual threads alone, which tells what was told. */
public final class StartsProbe {

  private static final VirtualStarts STARTS =
      new VirtualStarts(ApplicationCode.ofThisJvm(List.of()), 0);

  private StartsProbe() {}

  /** Called by the JVM before the application's main class. */
  public static void premain(String options, Instrumentation instrumentation) throws HookException {
    BootClasses.install(instrumentation);
    OpenedPackages.open(instrumentation);
    STARTS.open(new ThreadLedger(new SiteTable(1), System::nanoTime), 0);
    VirtualThreadHook.install(instrumentation, STARTS);
  }

  /** Starts that the hook told to be done. */
  public static long started() {
    return STARTS.started();
  }
}
