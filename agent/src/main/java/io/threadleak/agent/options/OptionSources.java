package io.threadleak.agent.options;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The texts given for the knobs: option string over file over environment. What cannot be read is a
 * problem in words, never an exception.
 */
final class OptionSources {

  /** Where a text was given. */
  record Given(String text, String place) {}

  static final int MAX_FILE_BYTES = 1 << 20;

  private final Map<Knob, Given> given = new EnumMap<>(Knob.class);
  private final List<String> problems = new ArrayList<>();

  /** Reads all three places, the weakest first. */
  OptionSources(@Nullable String optionText, Map<String, String> environment) {
    readEnvironment(environment);
    Map<Knob, Given> fromText = readText(optionText == null ? "" : optionText);
    Given config = fromText.getOrDefault(Knob.CONFIG, given.get(Knob.CONFIG));
    if (config != null) {
      readFile(config);
    }
    given.putAll(fromText);
  }

  /** What was given for a knob, null for nothing. */
  @Nullable Given find(Knob knob) {
    return given.get(knob);
  }

  /** What could not be read, in words. */
  List<String> problems() {
    return problems;
  }

  private void readEnvironment(Map<String, String> environment) {
    new TreeMap<>(environment)
        .forEach(
            (name, value) -> {
              if (!name.startsWith(Knob.ENVIRONMENT_PREFIX) || isServiceLink(name)) {
                return;
              }
              Knob knob = Knob.ofEnvironmentName(name);
              if (knob == null) {
                problems.add(unknown(name, "the environment"));
              } else {
                given.put(knob, new Given(value.strip(), "the environment (" + name + ")"));
              }
            });
  }

  /** Kubernetes tells every pod of a service named threadleak by variables like these. */
  private static boolean isServiceLink(String name) {
    return name.startsWith("THREADLEAK_SERVICE_") || name.startsWith("THREADLEAK_PORT_");
  }

  private Map<Knob, Given> readText(String text) {
    Map<Knob, Given> found = new EnumMap<>(Knob.class);
    for (String piece : OptionText.pieces(text)) {
      int equals = piece.indexOf('=');
      String key = (equals < 0 ? piece : piece.substring(0, equals)).strip();
      Knob knob = Knob.ofKey(key);
      if (knob == null) {
        problems.add(unknown(key, "the option string"));
      } else if (equals < 0) {
        problems.add(key + " has no value in the option string: write " + key + "=VALUE");
      } else if (found.containsKey(knob)) {
        problems.add(key + " is given twice in the option string: the first one holds");
      } else {
        found.put(knob, new Given(piece.substring(equals + 1).strip(), "the option string"));
      }
    }
    return found;
  }

  private void readFile(Given config) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(contentOf(Path.of(config.text()))));
    } catch (IOException | InvalidPathException | SecurityException e) {
      problems.add(refusal(config, e.toString()));
      return;
    } catch (IllegalArgumentException e) {
      problems.add(refusal(config, "malformed: " + e.getMessage()));
      return;
    }
    String place = "the file " + config.text();
    for (String key : properties.stringPropertyNames().stream().sorted().toList()) {
      Knob knob = Knob.ofKey(key);
      if (knob == null || knob == Knob.CONFIG) {
        problems.add(unknown(key, place));
      } else {
        given.put(knob, new Given(properties.getProperty(key).strip(), place));
      }
    }
  }

  private static String contentOf(Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException("not a regular file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(MAX_FILE_BYTES + 1);
      if (content.length > MAX_FILE_BYTES) {
        throw new IOException("larger than 1 MiB");
      }
      return new String(content, StandardCharsets.UTF_8);
    }
  }

  private static String refusal(Given config, String reason) {
    return "config=%s, from %s, cannot be read (%s): name %s"
        .formatted(config.text(), config.place(), reason, Knob.CONFIG.expected());
  }

  private static String unknown(String key, String place) {
    return "unknown option '%s' in %s: the options are %s".formatted(key, place, Knob.keys());
  }
}
