package io.threadleak.reliability.fault;

import io.threadleak.reliability.host.HostCommand;
import io.threadleak.reliability.host.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Other agents in the JVM, and a security manager. */
final class NeighbourFaults {

  private static final int ROUNDS = 3;
  private static final int LAST_WITH_MANAGER = 23;

  private NeighbourFaults() {}

  static List<Fault> all() {
    return List.of(
        neighbour("OpenTelemetry's agent", "otel", true, NeighbourFaults::addOpenTelemetry),
        neighbour("OpenTelemetry's agent", "otel", false, NeighbourFaults::addOpenTelemetry),
        neighbour("JaCoCo's agent", "jacoco", true, NeighbourFaults::addJacoco),
        neighbour("JaCoCo's agent", "jacoco", false, NeighbourFaults::addJacoco),
        new Fault(
            "agent-twice",
            "our agent is given twice",
            (command, place) -> command.agent(null).agent(null),
            stage -> {
              stage.awaitSite("OrderServlet.total");
              return stage.awaitWarning("an agent is at work in this JVM already");
            }),
        new Fault(
            "security-manager",
            "a security manager grants the host everything and us nothing (JDK 17)",
            (command, place) -> secure(command, place, false),
            stage -> stage.awaitWarning("")),
        new Fault(
            "security-manager-granted",
            "a security manager grants the host and us everything (JDK 17)",
            (command, place) -> secure(command, place, true),
            NeighbourFaults::seesThreads));
  }

  private static Fault neighbour(String who, String name, boolean first, Fault.Setup adding) {
    return new Fault(
        name + (first ? "-before" : "-after"),
        who + " is there, " + (first ? "before" : "after") + " ours",
        (command, place) -> {
          if (first) {
            adding.prepare(command, place);
            command.agent(null);
          } else {
            command.agent(null);
            adding.prepare(command, place);
          }
        },
        NeighbourFaults::seesThreads);
  }

  private static String seesThreads(Stage stage) throws Exception {
    stage.awaitSite("OrderServlet.total");
    stage.awaitRounds(ROUNDS);
    Stage.require("no warning", stage.host().warnings().isEmpty());
    return "threads are seen at their lines";
  }

  private static void addOpenTelemetry(HostCommand command, Place place) {
    command.rawAgent(place.foreignAgent("opentelemetry-javaagent.jar"), "");
    for (String signal : List.of("traces", "metrics", "logs")) {
      command.flag("-Dotel." + signal + ".exporter=none");
    }
    command.flag("-Dotel.javaagent.logging=none");
  }

  private static void addJacoco(HostCommand command, Place place) {
    command.rawAgent(
        place.foreignAgent("jacoco.jar"), "destfile=" + command.folder().resolve("jacoco.exec"));
  }

  private static void secure(HostCommand command, Place place, boolean granted) throws Exception {
    if (Runtime.version().feature() > LAST_WITH_MANAGER) {
      throw new NotHereException("this JDK has no security manager");
    }
    StringBuilder policy = new StringBuilder();
    policy.append(grant(place.classes().toUri() + "-"));
    for (Path jar : place.libraries(false)) {
      policy.append(grant(jar.toUri().toString()));
    }
    if (granted) {
      policy.append(grant(place.agent().toUri().toString()));
    }
    Path file = Files.writeString(command.folder().resolve("policy"), policy);
    command.agent(null);
    command.flag("-Djava.security.manager").flag("-Djava.security.policy==" + file);
  }

  private static String grant(String place) {
    return "grant codeBase \"%s\" { permission java.security.AllPermission; };%n".formatted(place);
  }
}
