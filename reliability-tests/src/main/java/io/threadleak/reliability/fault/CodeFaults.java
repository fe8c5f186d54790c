package io.threadleak.reliability.fault;

import java.util.List;

/** Code of others that throws what it likes into our rounds. */
final class CodeFaults {

  private static final int ROUNDS = 3;

  /** As many kinds as there are. */
  private static final int THROWN = 7;

  private CodeFaults() {}

  static List<Fault> all() {
    return List.of(
        new Fault(
            "none",
            "nothing, and no threadleak: what the others are held against",
            (command, place) -> {},
            stage -> "the output to compare with"),
        new Fault(
            "agent",
            "nothing, with the agent",
            (command, place) -> command.agent(null),
            stage -> {
              stage.awaitRounds(ROUNDS);
              Stage.require("no warning", stage.host().warnings().isEmpty());
              return "rounds go on";
            }),
        new Fault(
            "hostile-threads",
            "threads of the host throw whatever they are asked: exceptions, LinkageError,"
                + " StackOverflowError, OutOfMemoryError, AssertionError",
            (command, place) -> command.agent(null),
            stage -> {
              stage.host().ask("hostile");
              stage.await("failures are counted", () -> stage.failures() > 0);
              stage.awaitRounds(ROUNDS);
              return stage.failures() + " failures counted, rounds go on";
            }),
        library("throughput", "the counter of work throws the same, by turns"),
        library("attribution", "the means of attribution throws the same, by turns"),
        library("listener", "listeners throw the same, by turns"));
  }

  private static Fault library(String name, String words) {
    return new Fault(
        name + "-throws",
        words + " (library)",
        (command, place) -> command.library().flag("-Dshop.fault=" + name),
        stage -> {
          stage.await("it throws", () -> Integer.parseInt(stage.host().ask("thrown")) > THROWN);
          stage.awaitRounds(1);
          boolean noted = stage.report().contains("cannot tell how it is");
          Stage.require("failures are counted or noted", noted || stage.failures() > 0);
          return noted
              ? "noted in the report, rounds go on"
              : stage.failures() + " failures counted, rounds go on";
        });
  }
}
