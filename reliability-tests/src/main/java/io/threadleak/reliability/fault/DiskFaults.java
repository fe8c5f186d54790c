package io.threadleak.reliability.fault;

import java.nio.file.Path;
import java.util.List;

/** Disks that take nothing, under a recording. */
final class DiskFaults {

  private static final int ROUNDS = 3;

  private DiskFaults() {}

  static List<Fault> all() {
    return List.of(
        new Fault(
            "disk-full",
            "the disk is full while a recording is written, then has room again",
            (command, place) ->
                command.agent("recording=" + Disk.mount(command, "256").resolve("recordings")),
            DiskFaults::fillAndEmpty),
        new Fault(
            "disk-read-only",
            "the recording's file system is read-only",
            (command, place) -> {
              Path disk = Disk.mount(command, "256");
              Disk.protect(disk);
              command.agent("recording=" + disk.resolve("recordings"));
            },
            stage -> {
              stage.awaitWarning("no file can be begun");
              stage.awaitRounds(ROUNDS);
              return "one warning, rounds go on";
            }));
  }

  private static String fillAndEmpty(Stage stage) throws Exception {
    Path disk = stage.host().folder().resolve("disk");
    stage.awaitRounds(1);
    Disk.fill(disk);
    stage.awaitWarning("a round could not be written");
    stage.awaitRounds(ROUNDS);
    Disk.empty(disk);
    stage.awaitWarning("rounds are recorded again");
    return "one warning when it is full, one when rounds are recorded again";
  }
}
