package io.threadleak.reliability.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where things stand in the source tree once it is built.
 *
 * @param root the project's root
 * @param home of the JDK that hosts run on
 * @param agent our agent's jar
 */
public record Place(Path root, Path home, Path agent) {

  /** This project, on the JDK that runs this. */
  public static Place ofThisJvm(Path root) {
    Path agent = Path.of(System.getProperty("threadleak.jar", "agent/target/threadleak.jar"));
    return new Place(
        root, Path.of(System.getProperty("java.home")), root.resolve(agent).normalize());
  }

  /** The JVM's command. */
  public Path java() {
    return tool("java");
  }

  /** A command of the JDK. */
  public Path tool(String name) {
    return home.resolve("bin").resolve(name);
  }

  /** The hosts' classes. */
  public Path classes() {
    return target().resolve("classes");
  }

  /** An agent of others. */
  public Path foreignAgent(String name) {
    return target().resolve("agents").resolve(name);
  }

  /** The jars that a host needs, with ours or without. */
  public List<Path> libraries(boolean ours) throws IOException {
    try (Stream<Path> jars = Files.list(target().resolve("lib"))) {
      return jars.filter(jar -> jar.toString().endsWith(".jar"))
          .filter(jar -> ours || isTomcat(jar))
          .sorted()
          .toList();
    }
  }

  /** The same with copies of the hosts' classes, of Tomcat and of our agent. */
  Place copyTo(Path other) throws IOException {
    Place copy = new Place(other, home, other.resolve("threadleak.jar"));
    Files.copy(agent, copy.agent());
    try (Stream<Path> files = Files.walk(classes())) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path to = copy.classes().resolve(classes().relativize(file).toString());
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
    }
    Path lib = Files.createDirectories(copy.target().resolve("lib"));
    for (Path jar : libraries(false)) {
      Files.copy(jar, lib.resolve(jar.getFileName()));
    }
    return copy;
  }

  /** The jars of a web application that brings us along. */
  public List<Path> webLibraries() throws IOException {
    return libraries(true).stream().filter(jar -> !isTomcat(jar)).toList();
  }

  private static boolean isTomcat(Path jar) {
    return jar.getFileName().toString().startsWith("tomcat-");
  }

  private Path target() {
    return root.resolve("reliability-tests").resolve("target");
  }
}
