package io.threadleak.benchmarks.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * The programs that are measured: a service's code, compiled by the JDK that runs the benchmarks,
 * which may have virtual threads, since the benchmarks themselves are for JDK 17.
 */
public final class LoadPrograms implements AutoCloseable {

  private static final String PACKAGE = "com.acme.shop.";

  private final Path directory;
  private final Path agentJar;

  private LoadPrograms(Path directory, Path agentJar) {
    this.directory = directory;
    this.agentJar = agentJar;
  }

  /**
   * Compiles sources into a directory of their own.
   *
   * @param beside the class that they are resources of
   * @param sources their names
   * @param agentJar the shaded jar
   */
  public static LoadPrograms compile(Class<?> beside, List<String> sources, Path agentJar)
      throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new IOException("no compiler in " + System.getProperty("java.home"));
    }
    Path directory = Files.createTempDirectory("threadleak-load-");
    List<String> command = new ArrayList<>(List.of("-nowarn", "-d", directory.toString()));
    for (String name : sources) {
      Path source = directory.resolve(name);
      try (InputStream text = beside.getResourceAsStream(name)) {
        if (text == null) {
          throw new IOException("no resource " + name);
        }
        Files.copy(text, source);
      }
      command.add(source.toString());
    }
    if (compiler.run(null, null, null, command.toArray(String[]::new)) != 0) {
      throw new IOException("the load programs do not compile");
    }
    return new LoadPrograms(directory, agentJar);
  }

  /** Starts one without threadleak. */
  public LoadJvm start(String program, List<String> jvmOptions, String... arguments)
      throws IOException {
    return LoadJvm.start(command(program, jvmOptions, arguments), null);
  }

  /** Starts one with an agent that does nothing. */
  public LoadJvm startWithEmptyAgent(String program, List<String> jvmOptions, String... arguments)
      throws IOException {
    Path jar = directory.resolve("empty.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", PACKAGE + "EmptyAgent");
    new JarOutputStream(Files.newOutputStream(jar), manifest).close(); // its class is on the path
    List<String> options = new ArrayList<>(jvmOptions);
    options.add("-javaagent:" + jar);
    return start(program, options, arguments);
  }

  /** Starts one with the agent, which looks once an interval. */
  public LoadJvm startWithAgent(
      String program, Duration interval, List<String> jvmOptions, String... arguments)
      throws IOException {
    return startWithAgent(
        program, "interval=%ds".formatted(interval.toSeconds()), jvmOptions, arguments);
  }

  /** Starts one with the agent and the given options of it, but for the port. */
  public LoadJvm startWithAgent(
      String program, String agentOptions, List<String> jvmOptions, String... arguments)
      throws IOException {
    AgentReports reports = AgentReports.atFreePort();
    List<String> options = new ArrayList<>(jvmOptions);
    options.add("-javaagent:%s=%s,port=%d".formatted(agentJar, agentOptions, reports.port()));
    return LoadJvm.start(command(program, options, arguments), reports);
  }

  private List<String> command(String program, List<String> jvmOptions, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", directory.toString(), PACKAGE + program));
    command.addAll(List.of(arguments));
    return command;
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
