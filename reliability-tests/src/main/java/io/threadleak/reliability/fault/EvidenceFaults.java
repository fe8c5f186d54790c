package io.threadleak.reliability.fault;

import io.threadleak.reliability.host.HostCommand;
import io.threadleak.reliability.host.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Evidence is to be kept where there is neither a thread nor a byte to be had. */
final class EvidenceFaults {

  private static final int THREADS = 150;
  private static final int ROUNDS = 2;
  private static final String LINE = "com.acme.shop.Exhaustion.leakOne";

  private EvidenceFaults() {}

  static List<Fault> all() {
    return List.of(
        new Fault(
            "threads-exhausted",
            "the host leaks threads until the operating system gives it no more",
            EvidenceFaults::limit,
            EvidenceFaults::exhaust),
        new Fault(
            "evidence-disk-full",
            "the disk is full when evidence is asked for by a signal, then has room again",
            (command, place) ->
                command.agent("evidence=" + Disk.mount(command, "1024").resolve("evidence")),
            EvidenceFaults::askOnFullDisk));
  }

  private static void limit(HostCommand command, Place place) throws Exception {
    if (!System.getProperty("user.name").equals("root")) {
      throw new NotHereException("a limit on threads of nobody else's takes root");
    }
    command.limitThreads(THREADS);
    command.agent("evidenceOn=exhausted,evidence=" + command.folder().resolve("evidence"));
  }

  private static String exhaust(Stage stage) throws Exception {
    stage.awaitRounds(ROUNDS);
    String refused = stage.host().ask("exhaust");
    Stage.require(
        "threads are refused: " + refused, refused.startsWith("refused: unable to create"));
    stage.await(
        "a bundle names the line that leaks",
        () -> summaryIn(stage.host().folder().resolve("evidence")).contains(LINE));
    stage.host().ask("release");
    stage.awaitRounds(ROUNDS);
    return "the bundle names the line that leaks";
  }

  private static String askOnFullDisk(Stage stage) throws Exception {
    Path disk = stage.host().folder().resolve("disk");
    stage.awaitRounds(ROUNDS);
    Disk.fill(disk);
    Disk.command("kill", "-USR1", Long.toString(stage.host().process().pid()));
    stage.awaitWarning("a bundle could not be written");
    stage.awaitRounds(ROUNDS);
    Disk.empty(disk);
    return "one warning, rounds go on";
  }

  private static String summaryIn(Path evidence) throws IOException {
    if (!Files.isDirectory(evidence)) {
      return "";
    }
    try (Stream<Path> bundles = Files.list(evidence)) {
      Optional<Path> summary =
          bundles
              .filter(bundle -> !bundle.toString().endsWith(".part"))
              .map(bundle -> bundle.resolve("summary.txt"))
              .filter(Files::exists)
              .findAny();
      return summary.isPresent() ? Files.readString(summary.get()) : "";
    }
  }
}
