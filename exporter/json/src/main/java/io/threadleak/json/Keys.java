package io.threadleak.json;

import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a view that was read turns what it holds into what the model demands. */
final class Keys {

  private Keys() {}

  /**
   * The value of a key.
   *
   * @throws IllegalArgumentException if it is missing; the message names the key
   */
  static <T> T required(String key, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException("\"" + key + "\" is missing");
    }
    return value;
  }

  /**
   * The constant that a label stands for.
   *
   * @throws IllegalArgumentException if it stands for none; the message names key and label
   */
  static <E extends Enum<E>> E constant(
      String key, @Nullable String label, E[] constants, Function<E, String> labels) {
    String wanted = required(key, label);
    return Stream.of(constants)
        .filter(constant -> labels.apply(constant).equals(wanted))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("\"" + key + "\" is unknown: " + wanted));
  }
}
