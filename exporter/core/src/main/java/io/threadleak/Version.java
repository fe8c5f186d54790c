package io.threadleak;

import java.util.Objects;

/** The versions that a report names. */
final class Version {

  /** As the jar's manifest says; {@code unknown} where there is no jar. */
  static final String OF_THREADLEAK =
      Objects.requireNonNullElse(
          ThreadLeakMonitor.class.getPackage().getImplementationVersion(), "unknown");

  static final String OF_JAVA = System.getProperty("java.version", "unknown");

  private Version() {}
}
