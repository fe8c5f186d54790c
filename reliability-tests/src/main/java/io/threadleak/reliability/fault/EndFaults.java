package io.threadleak.reliability.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The host is told to stop. */
final class EndFaults {

  private static final int ROUNDS = 2;
  private static final int OF_SIGTERM = 143;

  private EndFaults() {}

  static List<Fault> all() {
    return List.of(
        new Fault(
            "sigterm",
            "the host gets SIGTERM under load, while rounds are recorded",
            (command, place) ->
                command.agent("recording=" + command.folder().resolve("recordings")),
            EndFaults::terminate));
  }

  private static String terminate(Stage stage) throws Exception {
    stage.awaitRounds(ROUNDS);
    Stage.require("SIGTERM is sent", stage.host().process().destroy());
    // As a balancer does: it sends no more requests, and those on their way are answered.
    stage.load().stop();
    int status = stage.host().exitStatus();
    Stage.require("it ended by it, with " + status, status == OF_SIGTERM);
    Path recording = onlyFile(stage.host().folder().resolve("recordings"));
    Stage.require("the recording is whole", Files.readString(recording).endsWith("}\n"));
    return "it ends as it would without us, the recording is whole";
  }

  private static Path onlyFile(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> all = files.toList();
      Stage.require("one file of " + all, all.size() == 1);
      return all.get(0);
    }
  }
}
