package io.threadleak.agent;

import io.threadleak.ThreadLeakMonitor;
import io.threadleak.agent.hook.BootClasses;
import io.threadleak.agent.hook.HookException;
import io.threadleak.agent.hook.OpenedPackages;
import io.threadleak.agent.hook.PoolHook;
import io.threadleak.agent.hook.RequestHook;
import io.threadleak.agent.hook.TaskHook;
import io.threadleak.agent.hook.ThreadHook;
import io.threadleak.agent.hook.VirtualThreadHook;
import io.threadleak.agent.hook.WorkHook;
import io.threadleak.agent.options.AgentOptions;
import io.threadleak.agent.options.ProofChoice;
import io.threadleak.agent.options.ThroughputChoice;
import io.threadleak.agent.throughput.AutoThroughput;
import io.threadleak.agent.throughput.JmxThroughput;
import io.threadleak.attribution.ApplicationCode;
import io.threadleak.attribution.HookAttribution;
import io.threadleak.attribution.OwnThreads;
import io.threadleak.attribution.PeriodicTasks;
import io.threadleak.attribution.Scopes;
import io.threadleak.attribution.VirtualStarts;
import io.threadleak.attribution.VirtualThreadApi;
import io.threadleak.boot.PoolEvents;
import io.threadleak.boot.ThreadEvents;
import io.threadleak.boot.VirtualThreadEvents;
import io.threadleak.sampling.Throughput;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.util.Objects;

/**
 * One start of the agent: hooks first, on the calling thread, so that no start of a thread is
 * missed; the server afterwards, on a thread of our own, so that the application need not wait.
 */
final class AgentStart {

  private final AgentOptions options;
  private final Instrumentation instrumentation;
  private final Warnings warnings;
  private final ThreadLeakMonitor.Builder builder = ThreadLeakMonitor.builder();

  AgentStart(AgentOptions options, Instrumentation instrumentation, Warnings warnings) {
    this.options = options;
    this.instrumentation = instrumentation;
    this.warnings = warnings;
  }

  void run() {
    options.problems().forEach(problem -> warnings.warn(problem + "; the default holds"));
    OpenedPackages.open(instrumentation);
    boolean hooked = installHooks();
    builder
        .interval(options.interval())
        .maxSites(options.maxSites())
        .exportedSites(options.exportedSites())
        .applicationPackages(options.applicationPackages())
        .pinnedEvents(options.pinnedEvents());
    configureProofs();
    ReportEvidence evidence = new ReportEvidence(options, warnings::warn);
    if (!evidence.note().isEmpty()) {
      builder.note(evidence.note());
    }
    watchShutdown(evidence);
    warnings.said().forEach(builder::note);
    if (hooked) {
      ThreadLeakMonitor monitor = builder.start();
      inBackground(() -> serve(monitor, evidence));
    } else {
      // A JFR stream takes its time to start, and misses what happened before all the same.
      inBackground(() -> serve(builder.start(), evidence));
    }
  }

  /** On stderr rather than in the log, which hooks of its own close at that time. */
  private void watchShutdown(ReportEvidence evidence) {
    if (!options.shutdownGrace().isZero()) {
      builder
          .shutdownGrace(options.shutdownGrace())
          .onBlockedShutdown(
              report -> {
                warnings.tell(report.text());
                evidence.blocked(report);
              });
    }
  }

  private void configureProofs() {
    ProofChoice proofs = options.proofs();
    builder
        .proofMaxHeap(proofs.maxHeapBytes())
        .proofEngine(proofs.engine())
        .freeProven(proofs.free());
    Path directory = proofs.path();
    if (directory != null) {
      builder.proofDirectory(directory);
    }
    if (!proofs.every().isZero()) {
      builder.proofEvery(proofs.every());
    }
  }

  /** Whether starts and ends of threads are seen by a hook. */
  private boolean installHooks() {
    try {
      BootClasses.install(instrumentation);
    } catch (HookException e) {
      blind("thread starts and requests", e);
      builder.throughput(throughputWithoutHooks());
      return false;
    }
    BootClasses.share(instrumentation);
    builder.throughput(throughput());
    // Before the other hook: what the JDK starts for virtual threads is not started by us.
    VirtualStarts starts = VirtualThreadApi.exists() ? installVirtualHook() : null;
    HookAttribution attribution =
        new HookAttribution(
            ApplicationCode.ofThisJvm(options.applicationPackages()), PoolEvents::growing);
    installPoolHook(attribution);
    try {
      ThreadHook.install(instrumentation, attribution);
    } catch (HookException e) {
      blind("thread starts", e);
      return false;
    }
    builder.attribution(attribution);
    Scopes.tellStartedIn(
        thread ->
            starts != null && VirtualThreadApi.isVirtual(thread)
                ? starts.scopeOf(thread)
                : attribution.scopeOf(thread));
    return true;
  }

  private void installPoolHook(HookAttribution attribution) {
    try {
      PoolHook.install(instrumentation, attribution);
    } catch (HookException e) {
      warnings.warn(
          "the hook that sees thread pools being made is off: %s; a thread that a library starts"
                  .formatted(e.getMessage())
              + " from another thread is labelled by the thread that started it");
    }
  }

  private VirtualStarts installVirtualHook() {
    VirtualStarts starts =
        new VirtualStarts(
            ApplicationCode.ofThisJvm(options.applicationPackages()), options.virtualStacks());
    builder.virtualThreads(starts);
    try {
      VirtualThreadHook.install(instrumentation, starts);
    } catch (HookException e) {
      warnings.warn(
          "the hook that sees virtual threads start is off: %s; where they start is not known, and"
                  .formatted(e.getMessage())
              + " those that come and go between two rounds are not counted");
    }
    return starts;
  }

  private void blind(String what, HookException e) {
    warnings.warn(
        "the hook that sees %s is off: %s; creation sites come from JFR instead"
            .formatted(what, e.getMessage()));
  }

  private Throughput throughput() {
    if (options.throughput().kind() != ThroughputChoice.Kind.AUTO) {
      return throughputWithoutHooks();
    }
    installTaskHook();
    return new AutoThroughput(
        RequestHook.install(instrumentation), WorkHook.install(instrumentation));
  }

  private void installTaskHook() {
    PeriodicTasks tasks =
        new PeriodicTasks(ApplicationCode.ofThisJvm(options.applicationPackages()));
    try {
      TaskHook.install(instrumentation, tasks);
    } catch (HookException e) {
      warnings.warn(
          "the hook that names scheduled tasks is off: %s; their threads belong to no scope"
              .formatted(e.getMessage()));
    }
  }

  private Throughput throughputWithoutHooks() {
    ThroughputChoice choice = options.throughput();
    return choice.kind() == ThroughputChoice.Kind.JMX
        ? new JmxThroughput(
            Objects.requireNonNull(choice.objectName()), Objects.requireNonNull(choice.attribute()))
        : Throughput.none();
  }

  /** Without server, recording and evidence nobody can read what is found, so it ends. */
  private void serve(ThreadLeakMonitor monitor, ReportEvidence evidence) {
    boolean recorded = ReportRecording.start(monitor, options.recording(), warnings::warn);
    boolean keeps = evidence.start(monitor);
    try {
      ReportServer.start(monitor, options, keeps ? evidence::request : null, warnings::warn);
    } catch (IOException | RuntimeException | LinkageError e) {
      String consequence = "threadleak only records; the application runs on";
      if (!recorded && keeps) {
        consequence = "threadleak only keeps evidence; the application runs on";
      } else if (!recorded) {
        ThreadEvents.ignore();
        PoolEvents.ignore();
        VirtualThreadEvents.ignore();
        monitor.close();
        consequence = "threadleak is off and the application runs on without it";
      }
      warnings.warn("%s; %s".formatted(e instanceof IOException ? e.getMessage() : e, consequence));
    }
  }

  private void inBackground(Runnable task) {
    Runnable quiet =
        () -> {
          try {
            task.run();
          } catch (RuntimeException | Error e) {
            warnings.warn("the agent could not start and is off: " + e);
          }
        };
    OwnThreads.factory("start").newThread(quiet).start();
  }
}
