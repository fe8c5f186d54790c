package io.threadleak;

import io.threadleak.attribution.ApplicationCode;
import io.threadleak.attribution.Attribution;
import io.threadleak.attribution.CountedThreads;
import io.threadleak.attribution.JfrAttribution;
import io.threadleak.attribution.VirtualStarts;
import io.threadleak.sampling.Throughput;
import io.threadleak.scheduling.VirtualThreadWatch;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A monitor's knobs, checked. */
record Settings(
    Throughput throughput,
    Duration interval,
    int maxSites,
    int exportedSites,
    List<String> applicationPackages,
    @Nullable Attribution givenAttribution,
    @Nullable VirtualStarts virtualThreads,
    @Nullable CountedThreads countedThreads,
    boolean pinnedEvents,
    boolean virtualThreadEvents,
    ProofSettings proofs,
    List<String> notes) {

  static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(10);
  static final int DEFAULT_MAX_SITES = 1_000;
  static final int DEFAULT_EXPORTED_SITES = 100;

  /** What stacks of counted starts may cost: as much as the agent's by default. */
  private static final double COUNTED_STACKS_SHARE = 0.01;

  private static final Duration MIN_INTERVAL = Duration.ofSeconds(1);
  private static final Duration MAX_INTERVAL = Duration.ofHours(1);
  private static final int MOST_SITES = 100_000;
  private static final int MOST_EXPORTED = 10_000;

  Settings {
    if (interval.compareTo(MIN_INTERVAL) < 0 || interval.compareTo(MAX_INTERVAL) > 0) {
      throw new IllegalArgumentException(
          "interval must be from 1 s to 1 h, but is " + interval + ": set it to 10 s, say");
    }
    requireRange("maxSites", maxSites, MOST_SITES);
    requireRange("exportedSites", exportedSites, MOST_EXPORTED);
    for (String name : applicationPackages) {
      requirePackage(name);
    }
    applicationPackages = List.copyOf(applicationPackages);
    notes = List.copyOf(notes);
  }

  /** Those of platform threads alone, of which nothing else was asked. */
  Settings(
      Throughput throughput,
      Duration interval,
      int maxSites,
      int exportedSites,
      Attribution attribution) {
    this(
        throughput,
        interval,
        maxSites,
        exportedSites,
        List.of(),
        attribution,
        null,
        null,
        false,
        false,
        ProofSettings.DEFAULTS,
        List.of());
  }

  /** The means of attribution that was given, else a JFR stream. */
  Attribution attribution() {
    return givenAttribution != null
        ? givenAttribution
        : new JfrAttribution(ApplicationCode.ofThisJvm(applicationPackages));
  }

  /** What watches the scheduler of virtual threads. */
  VirtualThreadWatch virtualThreadWatch() {
    return new VirtualThreadWatch(
        () -> ApplicationCode.ofThisJvm(applicationPackages), pinnedEvents, virtualThreadEvents);
  }

  /** Starts of counted threads, none told of yet. */
  VirtualStarts countedStarts() {
    return VirtualStarts.ofFactories(
        ApplicationCode.ofThisJvm(applicationPackages), COUNTED_STACKS_SHARE);
  }

  private static void requireRange(String knob, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(knob + " must be from 1 to " + most + ", but is " + value);
    }
  }

  private static void requirePackage(String name) {
    boolean valid =
        !name.isEmpty()
            && name.chars().allMatch(c -> c == '.' || Character.isJavaIdentifierPart(c));
    if (!valid) {
      throw new IllegalArgumentException(
          "applicationPackages must hold package prefixes such as com.acme, but has \""
              + name
              + "\"");
    }
  }
}
