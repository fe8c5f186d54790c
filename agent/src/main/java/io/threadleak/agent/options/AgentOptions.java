package io.threadleak.agent.options;

import io.threadleak.model.ProofEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the agent was told, checked. A value that is refused leaves its knob at the default and is a
 * problem in words.
 *
 * @param port 0 for any free one
 * @param host to bind
 * @param doors who is let in
 * @param interval 1 s to 1 h
 * @param maxSites 1 to 100,000
 * @param exportedSites 1 to 10,000
 * @param applicationPackages package prefixes; empty for none
 * @param throughput what counts units of work
 * @param virtualStacks share of CPU time for stacks of starts of virtual threads, 0 to 1
 * @param pinnedEvents whether pinned virtual threads are timed by JFR
 * @param recording whether, where and how much
 * @param proofs what proofs may take
 * @param evidence whether, when, where and how much
 * @param shutdownGrace how long the JVM may take to end before what holds it up is told; zero for
 *     never
 * @param problems what was refused, and the cure; one sentence each
 */
public record AgentOptions(
    int port,
    String host,
    DoorsChoice doors,
    Duration interval,
    int maxSites,
    int exportedSites,
    List<String> applicationPackages,
    ThroughputChoice throughput,
    double virtualStacks,
    boolean pinnedEvents,
    RecordingChoice recording,
    ProofChoice proofs,
    EvidenceChoice evidence,
    Duration shutdownGrace,
    List<String> problems) {

  private static final Pattern PACKAGE =
      Pattern.compile("\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*");

  /** Copies the lists. */
  public AgentOptions {
    applicationPackages = List.copyOf(applicationPackages);
    problems = List.copyOf(problems);
  }

  /**
   * Reads the knobs: the option string counts more than the file it names, and that more than the
   * environment. Never throws.
   *
   * @param optionText after {@code -javaagent:threadleak.jar=}; null for nothing
   */
  public static AgentOptions read(@Nullable String optionText, Map<String, String> environment) {
    OptionSources sources = new OptionSources(optionText, environment);
    Checked checked = new Checked(sources, new ArrayList<>(sources.problems()));
    return new AgentOptions(
        checked.value(Knob.PORT, text -> number(text, 0, 65_535)),
        checked.value(Knob.HOST, AgentOptions::host),
        new DoorsChoice(
            checked.value(Knob.WEB_CONFIG, text -> text),
            checked.value(Knob.DETAILS_WEB_CONFIG, text -> text),
            checked.value(Knob.OPEN_TO_NETWORK, AgentOptions::onOrOff)),
        checked.value(Knob.INTERVAL, AgentOptions::interval),
        checked.value(Knob.MAX_SITES, text -> number(text, 1, 100_000)),
        checked.value(Knob.EXPORTED_SITES, text -> number(text, 1, 10_000)),
        checked.value(Knob.APPLICATION_PACKAGES, AgentOptions::packages),
        checked.value(Knob.THROUGHPUT, ThroughputChoice::parse),
        checked.value(Knob.VIRTUAL_STACKS, AgentOptions::share),
        checked.value(Knob.PINNED_EVENTS, AgentOptions::onOrOff),
        new RecordingChoice(
            checked.value(Knob.RECORDING, RecordingChoice::directory),
            checked.value(Knob.RECORDING_FILE_SIZE, RecordingChoice::fileBytes),
            checked.value(Knob.RECORDING_TOTAL_SIZE, RecordingChoice::totalBytes),
            checked.value(Knob.RECORDING_AGE, RecordingChoice::age)),
        new ProofChoice(
            checked.value(Knob.PROOF_DIRECTORY, ProofChoice::directory),
            checked.value(Knob.PROOF_MAX_HEAP, ProofChoice::maxHeapBytes),
            checked.value(Knob.PROOF_EVERY, ProofChoice::every),
            checked.value(Knob.PROOF_ENGINE, ProofEngine::ofLabel),
            checked.value(Knob.FREE_PROVEN, AgentOptions::onOrOff)),
        new EvidenceChoice(
            checked.value(Knob.EVIDENCE, EvidenceChoice::directory),
            checked.value(Knob.EVIDENCE_ON, EvidenceChoice::triggers),
            checked.value(Knob.EVIDENCE_LIMIT, EvidenceChoice::limitShare),
            checked.value(Knob.EVIDENCE_COOLDOWN, EvidenceChoice::cooldown),
            checked.value(Knob.EVIDENCE_SIGNAL, EvidenceChoice::signals),
            checked.value(Knob.EVIDENCE_BUNDLES, text -> number(text, 1, 1_000)),
            checked.value(Knob.EVIDENCE_TOTAL_SIZE, EvidenceChoice::totalBytes)),
        checked.value(Knob.SHUTDOWN_GRACE, AgentOptions::grace),
        checked.problems());
  }

  private static @Nullable Integer number(String text, int least, int most) {
    if (!text.matches("\\d{1,9}")) {
      return null;
    }
    int number = Integer.parseInt(text);
    return number < least || number > most ? null : number;
  }

  private static @Nullable Boolean onOrOff(String text) {
    return switch (text) {
      case "on" -> Boolean.TRUE;
      case "off" -> Boolean.FALSE;
      default -> null;
    };
  }

  /** A percentage as a share of one, null for what is none. */
  static @Nullable Double share(String text) {
    if (!text.matches("\\d{1,3}(\\.\\d{1,9})?")) {
      return null;
    }
    double percent = Double.parseDouble(text);
    return percent > 100 ? null : percent / 100;
  }

  private static @Nullable String host(String text) {
    return text.isEmpty() || text.chars().anyMatch(Character::isWhitespace) ? null : text;
  }

  private static @Nullable Duration interval(String text) {
    return Amounts.time(text, Duration.ofSeconds(1), Duration.ofHours(1));
  }

  private static @Nullable Duration grace(String text) {
    return text.equals("off")
        ? Duration.ZERO
        : Amounts.time(text, Duration.ofSeconds(1), Duration.ofHours(1));
  }

  private static @Nullable List<String> packages(String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    List<String> packages = Arrays.stream(text.split("[;:]", -1)).map(String::strip).toList();
    return packages.stream().allMatch(AgentOptions::isPackage) ? packages : null;
  }

  private static boolean isPackage(String name) {
    return Arrays.stream(name.split("\\.", -1)).allMatch(part -> PACKAGE.matcher(part).matches());
  }

  /** Texts on their way to values, with the problems met. */
  private record Checked(OptionSources sources, List<String> problems) {

    <T> T value(Knob knob, Function<String, @Nullable T> parser) {
      OptionSources.Given given = sources.find(knob);
      T value = given == null ? null : parser.apply(given.text());
      if (given != null && value == null) {
        problems.add(
            "%s=%s, from %s, is refused: give %s"
                .formatted(knob.key(), given.text(), given.place(), knob.expected()));
      }
      return value != null ? value : Objects.requireNonNull(parser.apply(knob.defaultText()));
    }
  }
}
