package io.threadleak.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.threadleak.ThreadLeakMonitor;
import io.threadleak.agent.options.AgentOptions;
import io.threadleak.agent.options.EvidenceChoice;
import io.threadleak.agent.options.RecordingChoice;
import io.threadleak.boot.ThreadEvents;
import io.threadleak.evidence.EvidenceBundle;
import io.threadleak.evidence.EvidenceKeeper;
import io.threadleak.evidence.EvidencePart;
import io.threadleak.evidence.Scene;
import io.threadleak.evidence.SignalHook;
import io.threadleak.evidence.Trigger;
import io.threadleak.exposition.Answer;
import io.threadleak.json.JsonReports;
import io.threadleak.json.RecentRecordings;
import io.threadleak.pprof.ProfileFiles;
import io.threadleak.shutdown.ShutdownReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The evidence that an agent keeps: what is in a bundle, and who tells that one is due. */
final class ReportEvidence {

  /** How much of a recording goes into a bundle. */
  private static final Duration RECORDED = Duration.ofHours(6);

  private static final long RECORDED_BYTES = 32L << 20;

  private final EvidenceChoice choice;
  private final RecordingChoice recording;
  private final Consumer<String> warnings;
  private final String note;
  private volatile @Nullable EvidenceKeeper keeper;
  private volatile @Nullable String blockers;

  /**
   * What the options say; takes the signal, and touches no file.
   *
   * @param warnings takes what goes wrong, and where bundles lie, one sentence each
   */
  ReportEvidence(AgentOptions options, Consumer<String> warnings) {
    choice = options.evidence();
    recording = options.recording();
    this.warnings = warnings;
    note =
        choice.isOn()
            ? "Evidence is kept in %s; %s."
                .formatted(Path.of(choice.directory()).toAbsolutePath(), signalInWords())
            : "";
  }

  /** Where evidence is kept and how to ask for it, one sentence; empty if none is. */
  String note() {
    return note;
  }

  /**
   * Keeps evidence where the options say so.
   *
   * @return whether it does
   */
  boolean start(ThreadLeakMonitor monitor) {
    if (!choice.isOn()) {
      return false;
    }
    try {
      EvidenceKeeper.Builder builder =
          EvidenceKeeper.builder(Path.of(choice.directory()))
              .triggers(choice.triggers())
              .limitShare(choice.limitShare())
              .cooldown(choice.cooldown())
              .maxBundles(choice.bundles())
              .maxTotalBytes(choice.totalBytes())
              .warnings(warnings)
              .part("report", report())
              .part("profiles", ReportEvidence::addProfiles)
              .part("shutdown", (scene, bundle) -> addBlockers(bundle));
      if (recording.isOn()) {
        builder.part("recording", recording(Path.of(recording.directory())));
      }
      // Last, since it says again what the others say: where room is short, it is what is missing.
      builder.part("page", new PageEvidence(monitor.histories()));
      EvidenceKeeper started = builder.start(monitor);
      keeper = started;
      ThreadEvents.tellExhausted(started::exhausted);
      if (choice.triggers().contains(Trigger.UNCAUGHT)) {
        ThreadEvents.tellUncaught((thread, thrown) -> uncaught(started, thread, thrown));
      }
      return true;
    } catch (RuntimeException | LinkageError e) {
      warnings.accept("evidence in %s is off: %s".formatted(choice.directory(), e));
      return false;
    }
  }

  private String signalInWords() {
    if (choice.signals().isEmpty()) {
      return "no signal asks for it, as evidenceSignal is off";
    }
    String name = SignalHook.install(choice.signals(), this::asked);
    if (name == null) {
      String taken =
          "no signal asks for evidence: the JVM or the application uses %s itself, or it is none;"
              + " give evidenceSignal another, such as USR1";
      warnings.accept(taken.formatted(String.join(" and ", choice.signals())));
      return "no signal asks for it, as %s is taken"
          .formatted(String.join(" and ", choice.signals()));
    }
    return "kill -%s %d asks for it".formatted(name, ProcessHandle.current().pid());
  }

  /** Names the class alone: what a message says is for the host's own handler. */
  private static void uncaught(EvidenceKeeper keeper, Thread thread, Throwable thrown) {
    keeper.fire(
        Trigger.UNCAUGHT,
        "Nobody caught what the thread %s ended by".formatted(thread.getName()),
        Map.of("thrown", thrown.getClass().getName()));
  }

  private void asked() {
    EvidenceKeeper asked = keeper;
    if (asked != null) {
      asked.fire(Trigger.SIGNAL, "Somebody sent the signal that asks for it", Map.of());
    }
  }

  /** Has a bundle written for who asks over HTTP; whether there will be one. */
  boolean request() {
    EvidenceKeeper asked = keeper;
    return asked != null && asked.fire(Trigger.REQUEST, "Somebody asked for it by HTTP", Map.of());
  }

  /** Keeps what holds up the end of the JVM, once it is known. */
  void blocked(ShutdownReport report) {
    EvidenceKeeper kept = keeper;
    if (kept != null) {
      String text = report.text();
      blockers = text;
      kept.fire(
          Trigger.BLOCKED,
          text.lines().findFirst().orElse(""),
          Map.of("hooks", report.hooks().size(), "threads", report.threads().size()));
    }
  }

  private void addBlockers(EvidenceBundle bundle) throws Exception {
    String text = blockers;
    if (text != null) {
      bundle.add("shutdown.txt", out -> out.write((text + "\n").getBytes(UTF_8)));
    }
  }

  private static EvidencePart report() {
    JsonReports json = new JsonReports();
    return (scene, bundle) -> add(bundle, "report.json", json.report(scene.report()));
  }

  private static void addProfiles(Scene scene, EvidenceBundle bundle) throws Exception {
    ProfileFiles.each(
        scene.report(), scene::profile, (name, content) -> add(bundle, name, content));
  }

  private static EvidencePart recording(Path directory) {
    return (scene, bundle) -> {
      for (Path file :
          RecentRecordings.find(
              directory,
              ProcessHandle.current().pid(),
              scene.time().minus(RECORDED),
              RECORDED_BYTES)) {
        bundle.add(file.getFileName().toString(), out -> Files.copy(file, out));
      }
    };
  }

  private static void add(EvidenceBundle bundle, String name, Answer answer) throws Exception {
    bundle.add(name, out -> out.write(answer.body()));
  }
}
