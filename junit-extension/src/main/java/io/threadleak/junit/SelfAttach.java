package io.threadleak.junit;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Brings the agent into this JVM while it runs. A JVM does not attach to itself unless a flag lets
 * it, so the agent's own command does it, in a process that ends right after.
 */
final class SelfAttach {

  private static final String AGENT = "io/threadleak/agent/Agent.class";
  private static final long PATIENCE_SECONDS = 60;

  /** Of the JVM of the tests, such as the agent of a coverage tool. */
  private static final List<String> NOT_INHERITED =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private static final int MAX_OUTPUT = 2_000;

  private SelfAttach() {}

  /** Why it cannot be brought, and what cures it, without a full stop; null once it is here. */
  static @Nullable String attach() {
    try {
      Path jar = jar();
      return jar == null
          ? "threadleak-agent is no jar on the class path of the tests: add it in scope test"
          : run(jar);
    } catch (IOException | URISyntaxException | RuntimeException e) {
      return "it cannot be found or started: " + e;
    }
  }

  /** That of the agent on the class path; null where there is none. */
  private static @Nullable Path jar() throws IOException, URISyntaxException {
    ClassLoader loader = SelfAttach.class.getClassLoader();
    URL agent = loader == null ? null : loader.getResource(AGENT);
    URLConnection connection = agent == null ? null : agent.openConnection();
    return connection instanceof JarURLConnection inJar
        ? Path.of(inJar.getJarFileURL().toURI())
        : null;
  }

  private static @Nullable String run(Path jar) throws IOException {
    ProcessBuilder command =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar.toString(),
                "attach",
                Long.toString(ProcessHandle.current().pid()),
                "port=0"));
    command.environment().keySet().removeAll(NOT_INHERITED);
    Process process = command.redirectErrorStream(true).start();
    boolean interrupted = Thread.interrupted();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return "the process that attaches it was not through after " + PATIENCE_SECONDS + " s";
      }
      return process.exitValue() == 0 ? null : said(process);
    } catch (InterruptedException e) {
      interrupted = true;
      return "the test was interrupted meanwhile";
    } finally {
      process.destroyForcibly();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static String said(Process process) throws IOException {
    String text =
        new String(process.getInputStream().readNBytes(MAX_OUTPUT), StandardCharsets.UTF_8)
            .replaceAll("(?m)^threadleak: ", "")
            .strip();
    return text.isEmpty() ? "the process that attaches it failed" : text;
  }
}
