package io.threadleak.reliability.fault;

import io.threadleak.reliability.host.HostCommand;
import java.util.List;

/** Flight Recorder in use, or not to be had. */
final class JfrFaults {

  private static final int ROUNDS = 3;
  private static final int LAST_WITH_SWITCH = 17;

  /** All of Java SE, and what is neither part of it nor Flight Recorder. */
  private static final String NO_JFR =
      "--limit-modules=java.se,jdk.management,jdk.unsupported,jdk.zipfs,jdk.httpserver,jdk.attach";

  private JfrFaults() {}

  static List<Fault> all() {
    return List.of(
        new Fault(
            "jfr-recording",
            "Flight Recorder records for the host already",
            (command, place) -> record(command.agent(null)),
            JfrFaults::recordsOn),
        new Fault(
            "jfr-recording-library",
            "the same, and we need it ourselves (library)",
            (command, place) -> record(command.library()),
            stage -> {
              stage.awaitSite("OrderServlet.total");
              return "sites are known by JFR; " + recordsOn(stage);
            }),
        new Fault(
            "jfr-absent",
            "the JDK has no Flight Recorder",
            (command, place) -> command.agent(null).flag(NO_JFR),
            JfrFaults::goesOn),
        new Fault(
            "jfr-absent-library",
            "the same, and we need it ourselves (library)",
            (command, place) -> command.library().flag(NO_JFR),
            JfrFaults::goesOn),
        new Fault(
            "jfr-off-library",
            "Flight Recorder is switched off, and we need it ourselves (library, JDK 17)",
            (command, place) -> {
              if (Runtime.version().feature() > LAST_WITH_SWITCH) {
                throw new NotHereException("this JDK has no switch for it");
              }
              command.library().flag("-XX:-FlightRecorder");
            },
            JfrFaults::goesOn));
  }

  private static void record(HostCommand command) {
    command.flag("-XX:StartFlightRecording=name=hosts,settings=profile");
  }

  private static String recordsOn(Stage stage) throws Exception {
    stage.awaitRounds(ROUNDS);
    String recordings = stage.host().ask("recordings");
    Stage.require("the host's recording runs: " + recordings, recordings.contains("hosts RUNNING"));
    return "the host's recording runs on";
  }

  private static String goesOn(Stage stage) throws Exception {
    stage.awaitRounds(ROUNDS);
    return stage.host().warnings().isEmpty()
        ? "rounds go on"
        : "rounds go on, with " + stage.host().warnings().size() + " warning";
  }
}
