package io.threadleak.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a proof may be asked of. */
public enum ProofEngine {
  /** Of the heap dump; of the collector in a JVM whose dumps leave out what threads hold. */
  AUTO,
  /** A dump of the heap, which tells of all threads. The JVM stands still while it is written. */
  DUMP,
  /** The garbage collector, which tells of virtual threads alone, by full collections. */
  COLLECTOR;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** As written in requests and options. */
  public String label() {
    return label;
  }

  /** The engine with this label, null if there is none. */
  public static @Nullable ProofEngine ofLabel(String label) {
    return Arrays.stream(values())
        .filter(engine -> engine.label.equals(label))
        .findAny()
        .orElse(null);
  }

  /** All labels, for the message that refuses another one. */
  public static String labels() {
    return Arrays.stream(values()).map(ProofEngine::label).collect(Collectors.joining(", "));
  }
}
