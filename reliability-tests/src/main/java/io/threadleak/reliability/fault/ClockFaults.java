package io.threadleak.reliability.fault;

import io.threadleak.reliability.host.HostCommand;
import io.threadleak.reliability.host.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The system's clock set forward and back, by Debian's faketime. */
final class ClockFaults {

  private static final String CLOCK = "clock";
  private static final int ROUNDS = 3;
  private static final Pattern TIME = Pattern.compile("\"time\":\"([^\"]+)\"");
  private static final Duration NEARLY_A_DAY = Duration.ofHours(23);

  private ClockFaults() {}

  static List<Fault> all() {
    return List.of(
        new Fault(
            "clock-jumps",
            "the clock jumps by a day, forward and then two back, while rounds are recorded",
            ClockFaults::preload,
            ClockFaults::jump));
  }

  private static void preload(HostCommand command, Place place) throws Exception {
    Optional<Path> library = library();
    if (library.isEmpty()) {
      throw new NotHereException("there is no libfaketime: apt-get install faketime");
    }
    Path clock = command.folder().resolve(CLOCK);
    Files.writeString(clock, "+0");
    command
        .agent("recording=" + command.folder().resolve("recordings"))
        .environment("LD_PRELOAD", library.get().toString())
        .environment("FAKETIME_TIMESTAMP_FILE", clock.toString())
        .environment("FAKETIME_NO_CACHE", "1")
        .environment("FAKETIME_DONT_FAKE_MONOTONIC", "1")
        .environment("DONT_FAKE_MONOTONIC", "1");
  }

  private static Optional<Path> library() throws IOException {
    try (Stream<Path> places = Files.list(Path.of("/usr/lib"))) {
      return places
          .map(place -> place.resolve("faketime/libfaketimeMT.so.1"))
          .filter(Files::exists)
          .findFirst();
    }
  }

  private static String jump(Stage stage) throws Exception {
    stage.awaitRounds(ROUNDS);
    Instant before = time(stage);
    set(stage, "+1d");
    stage.await("a day on", () -> time(stage).isAfter(before.plus(NEARLY_A_DAY)));
    stage.awaitRounds(ROUNDS);
    set(stage, "-1d");
    stage.await("a day back", () -> time(stage).isBefore(before.minus(NEARLY_A_DAY)));
    stage.awaitRounds(ROUNDS);
    String report = stage.report();
    Stage.require("nothing leaks", report.contains("\"leaks\":false"));
    Stage.require("no warning", stage.host().warnings().isEmpty());
    return "rounds go on, nothing is called leaking";
  }

  private static Instant time(Stage stage) throws Exception {
    Matcher time = TIME.matcher(stage.report());
    Stage.require("a time in the report", time.find());
    return Instant.parse(time.group(1));
  }

  private static void set(Stage stage, String offset) throws IOException {
    Path part = Files.writeString(stage.host().folder().resolve("clock.part"), offset);
    Files.move(part, stage.host().folder().resolve(CLOCK), StandardCopyOption.REPLACE_EXISTING);
  }
}
