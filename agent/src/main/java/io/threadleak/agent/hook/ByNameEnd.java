package io.threadleak.agent.hook;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What there is for classes of libraries, by the ends of their internal names, since a service may
 * have moved a library to a package of its own. Threadleak's own copies have none of it. Immutable.
 */
final class ByNameEnd<V> {

  private final Map<String, V> values;

  /** By these ends, of which no name has two. */
  ByNameEnd(Map<String, V> values) {
    this.values = Map.copyOf(values);
  }

  /** What there is for a class of that internal name; null for nothing. */
  @Nullable V find(String className) {
    if (Weaver.isOurs(className)) {
      return null;
    }
    for (Map.Entry<String, V> entry : values.entrySet()) {
      if (className.endsWith(entry.getKey())) {
        return entry.getValue();
      }
    }
    return null;
  }
}
