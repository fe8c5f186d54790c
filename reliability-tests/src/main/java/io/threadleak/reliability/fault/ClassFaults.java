package io.threadleak.reliability.fault;

import io.threadleak.reliability.host.HostCommand;
import io.threadleak.reliability.host.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Classes that come and go: none of their loaders may be kept by us. */
final class ClassFaults {

  private static final int TIMES = 10;
  private static final Pattern NONE = Pattern.compile("0 of 10 left");

  /** JFR keeps what streamed first and what streamed last, until another does. */
  private static final Pattern KEPT_BY_JFR = Pattern.compile("[012] of 10 left");

  private static final String LISTENER = "com/acme/shop/web";

  private ClassFaults() {}

  static List<Fault> all() {
    return List.of(
        new Fault(
            "class-unloading",
            "ten class loaders start threads and pools, and are dropped",
            (command, place) -> command.agent(null),
            stage -> goneAfter(stage, "unload", NONE)),
        new Fault(
            "redeploy",
            "a web application that brings us along is redeployed in Tomcat ten times (library)",
            ClassFaults::bringAlong,
            ClassFaults::redeploy),
        new Fault(
            "redeploy-agent",
            "the same with the agent outside",
            (command, place) -> {
              bringAlong(command, place);
              command.agent(null);
            },
            ClassFaults::redeploy));
  }

  private static String redeploy(Stage stage) throws Exception {
    String gone = goneAfter(stage, "redeploy", KEPT_BY_JFR);
    try (Stream<Path> files = Files.list(stage.host().folder())) {
      long recordings = files.filter(file -> file.toString().contains("/recordings")).count();
      Stage.require("we were at work in each: " + recordings, recordings == TIMES);
    }
    return gone;
  }

  private static String goneAfter(Stage stage, String doing, Pattern enough) throws Exception {
    String done = stage.host().ask(doing);
    Stage.require(doing + " went well: " + done, done.equals("done"));
    stage.await(
        "class loaders are let go: " + stage.host().ask("unloaded"),
        () -> enough.matcher(stage.host().ask("unloaded")).matches());
    return "of class loaders, " + stage.host().ask("unloaded");
  }

  /** A web application with our library in it. */
  private static void bringAlong(HostCommand command, Place place) throws IOException {
    Path application = command.folder().resolve("application");
    Path libraries = Files.createDirectories(application.resolve("WEB-INF/lib"));
    for (Path jar : place.webLibraries()) {
      Files.copy(jar, libraries.resolve(jar.getFileName()));
    }
    Path classes = Files.createDirectories(application.resolve("WEB-INF/classes/" + LISTENER));
    try (Stream<Path> compiled = Files.list(place.classes().resolve(LISTENER))) {
      for (Path one : compiled.toList()) {
        Files.copy(one, classes.resolve(one.getFileName()));
      }
    }
    // As Tomcat's own script has them; without, it complains of what it cannot look into.
    for (String opened : List.of("java.lang", "java.io", "java.util", "java.util.concurrent")) {
      command.flag("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
    }
    command.flag("--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED");
    command.flag("-Dshop.application=" + application);
  }
}
