package io.threadleak.reliability.input;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The agent's options, read by the class in the agent's jar: as option string, as environment, as
 * file.
 */
final class OptionParser implements Parser {

  private static final int MOST_CHARACTERS_OF_A_PROBLEM = 20_000;

  private final URLClassLoader loader;
  private final Method read;
  private final Method problems;
  private final Path file = Files.createTempFile("threadleak-options-", ".properties");
  private long number;

  OptionParser(Path agent) throws IOException, ReflectiveOperationException {
    loader =
        new URLClassLoader(new URL[] {agent.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
    Class<?> options = loader.loadClass("io.threadleak.agent.options.AgentOptions");
    read = options.getMethod("read", String.class, Map.class);
    problems = options.getMethod("problems");
  }

  @Override
  public String kind() {
    return "agent options";
  }

  @Override
  public List<String> good() {
    return List.of(
        "port=9847,host=127.0.0.1,interval=10s,maxSites=1000,exportedSites=100",
        "applicationPackages=com.acme;org.acme,throughput=jmx:java.lang:type=Threading#ThreadCount",
        "throughput=auto,virtualStacks=0.5,pinnedEvents=off",
        "recording=/var/lib/shop,recordingFileSize=16MB,recordingTotalSize=2GB,recordingAge=7d",
        "proofDirectory=/tmp,proofMaxHeap=8GB,proofEvery=6h,proofEngine=collector,freeProven=on",
        "port=0\ninterval=1500ms\n# a comment\nhost=::1\nproofEvery=off\n",
        "");
  }

  @Override
  public List<String> words() {
    return List.of(
        ",",
        "=",
        ";",
        ":",
        "#",
        "\\",
        "\\u00",
        "\0",
        "\n",
        "\"",
        "'",
        " ",
        "-1",
        "0",
        "99999999999",
        "1e9",
        "NaN",
        "ms",
        "d",
        "GB",
        "auto",
        "none",
        "jmx:",
        "jmx:a:b=c#d",
        "jmx:*:*#*",
        "on",
        "off",
        "port",
        "interval",
        "recording",
        "proofEngine",
        "config",
        "config=/no/such/file",
        "٣",
        "\uD83E\uDDF5",
        "../..",
        "com.acme",
        "1.0000000000000000000001");
  }

  @Override
  public String read(byte[] input) throws Throwable {
    String text = new String(input, StandardCharsets.UTF_8);
    List<?> refused =
        switch ((int) (number++ % 8)) {
          case 0 -> inFile(input);
          case 1, 2 -> inEnvironment(text);
          default -> call(text, Map.of());
        };
    for (Object problem : refused) {
      String words = (String) problem;
      if (words.isBlank() || words.length() > MOST_CHARACTERS_OF_A_PROBLEM) {
        throw new IllegalStateException("no clear refusal: '" + words + "'");
      }
    }
    return refused.isEmpty() ? "taken" : "refused in words";
  }

  @Override
  public void close() throws IOException {
    loader.close();
    Files.delete(file);
  }

  private List<?> inFile(byte[] input) throws Throwable {
    Files.write(file, input);
    return call("config=" + file, Map.of());
  }

  private List<?> inEnvironment(String text) throws Throwable {
    int equals = text.indexOf('=');
    String name = equals < 0 ? "PORT" : text.substring(0, equals);
    return call(null, Map.of("THREADLEAK_" + name, text.substring(equals + 1)));
  }

  private List<?> call(@Nullable String text, Map<String, String> environment) throws Throwable {
    try {
      return (List<?>) problems.invoke(read.invoke(null, text, environment));
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }
}
