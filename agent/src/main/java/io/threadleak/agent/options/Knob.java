package io.threadleak.agent.options;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One knob of the agent: the key, the default, and what it takes, in words. */
public enum Knob {
  /** Where {@code /metrics} and the report are served. */
  PORT("port", "9847", "a port from 0 (any free one) to 65535"),
  /** The address to bind. */
  HOST("host", "127.0.0.1", "a host name or address of this machine"),
  /** Who is let in, over what. */
  WEB_CONFIG("webConfig", "", "a web config file in Prometheus' format"),
  /** Who is let in to more than metrics and health. */
  DETAILS_WEB_CONFIG(
      "detailsWebConfig",
      "",
      "a web config file in Prometheus' format with basic_auth_users alone"),
  /** Whether strangers may come in from beyond this machine. */
  OPEN_TO_NETWORK("openToNetwork", "off", "on or off"),
  /** From one round to the next. */
  INTERVAL("interval", "10s", "a time from 1s to 1h, such as 10s, 1500ms or 1m"),
  /** Creation sites kept apart inside. */
  MAX_SITES("maxSites", "1000", "a whole number from 1 to 100000"),
  /** Creation sites with a row of their own. */
  EXPORTED_SITES("exportedSites", "100", "a whole number from 1 to 10000"),
  /** Whose frames name a site. */
  APPLICATION_PACKAGES(
      "applicationPackages",
      "",
      "package names separated by ';' or ':', such as com.acme;org.acme"),
  /** What counts units of work. */
  THROUGHPUT("throughput", "auto", "auto, none or jmx:OBJECTNAME#ATTRIBUTE"),
  /** What stacks of starts of virtual threads may cost. */
  VIRTUAL_STACKS(
      "virtualStacks", "1", "a share of CPU time in percent, from 0 to 100, such as 1 or 0.5"),
  /** Whether pinned virtual threads are timed by JFR. */
  PINNED_EVENTS("pinnedEvents", "on", "on or off"),
  /** Where rounds are recorded. */
  RECORDING("recording", "", "a directory that this process may write to"),
  /** How large a recorded file grows. */
  RECORDING_FILE_SIZE(
      "recordingFileSize", "16MB", "a size from 64KB to 1GB, such as 512KB, 16MB or 1GB"),
  /** How large all recorded files grow. */
  RECORDING_TOTAL_SIZE(
      "recordingTotalSize", "256MB", "a size from 1MB to 1024GB, such as 256MB or 2GB"),
  /** How long recorded files are kept. */
  RECORDING_AGE("recordingAge", "7d", "a time from 1h to 3650d, such as 12h or 7d"),
  /** Where proofs dump the heap. */
  PROOF_DIRECTORY("proofDirectory", "", "a directory that this process may write to"),
  /** How much of the heap may be in use for a proof. */
  PROOF_MAX_HEAP("proofMaxHeap", "4GB", "a size from 1MB to 1024GB, such as 512MB or 8GB"),
  /** How often proofs are made unasked. */
  PROOF_EVERY("proofEvery", "off", "off or a time from 1m to 30d, such as 6h"),
  /** What proofs are asked of. */
  PROOF_ENGINE("proofEngine", "auto", "auto, dump or collector"),
  /** Whether threads that were proven leaked are interrupted. */
  FREE_PROVEN("freeProven", "off", "on or off"),
  /** Where bundles of evidence are kept. */
  EVIDENCE("evidence", "", "a directory that this process may write to"),
  /** What is worth a bundle. */
  EVIDENCE_ON(
      "evidenceOn",
      "leaking;proven;limit;exhausted;term;blocked",
      "any of leaking, proven, limit, exhausted, uncaught, term and blocked, separated by ';'"),
  /** How near to the limit live threads are worth a bundle. */
  EVIDENCE_LIMIT("evidenceLimit", "80", "a share of the limit in percent, above 0 to 100"),
  /** From one bundle to the next. */
  EVIDENCE_COOLDOWN("evidenceCooldown", "10m", "a time from 1s to 30d, such as 10m or 1h"),
  /** Which signal asks for a bundle. */
  EVIDENCE_SIGNAL(
      "evidenceSignal", "auto", "auto, off or the name of a signal such as USR1 or WINCH"),
  /** How many bundles are kept. */
  EVIDENCE_BUNDLES("evidenceBundles", "20", "a whole number from 1 to 1000"),
  /** How large all bundles grow. */
  EVIDENCE_TOTAL_SIZE(
      "evidenceTotalSize", "256MB", "a size from 1MB to 1024GB, such as 256MB or 2GB"),
  /** How long the JVM may take to end before what holds it up is told. */
  SHUTDOWN_GRACE("shutdownGrace", "10s", "off or a time from 1s to 1h, such as 10s"),
  /** A file that holds the same keys. */
  CONFIG("config", "", "a readable file of key=value lines, at most 1 MiB");

  /** What the name of every environment variable begins with. */
  public static final String ENVIRONMENT_PREFIX = "THREADLEAK_";

  private final String key;
  private final String defaultText;
  private final String expected;

  Knob(String key, String defaultText, String expected) {
    this.key = key;
    this.defaultText = defaultText;
    this.expected = expected;
  }

  /** As written in the option string and in files, {@code maxSites}. */
  public String key() {
    return key;
  }

  /** As written in the environment, {@code THREADLEAK_MAX_SITES}. */
  public String environmentName() {
    return ENVIRONMENT_PREFIX + name();
  }

  /** The value that holds where none is given; empty for none. */
  public String defaultText() {
    return defaultText;
  }

  /** What it takes, in words. */
  public String expected() {
    return expected;
  }

  /** The knob with this key, null if there is none. */
  static @Nullable Knob ofKey(String key) {
    return Arrays.stream(values()).filter(knob -> knob.key.equals(key)).findAny().orElse(null);
  }

  /** The knob with this environment variable, null if there is none. */
  static @Nullable Knob ofEnvironmentName(String name) {
    return Arrays.stream(values())
        .filter(knob -> knob.environmentName().equals(name.toUpperCase(Locale.ROOT)))
        .findAny()
        .orElse(null);
  }

  /** All keys, for the message that refuses an unknown one. */
  static String keys() {
    return Arrays.stream(values()).map(Knob::key).collect(Collectors.joining(", "));
  }
}
