package io.threadleak.deploy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** YAML as maps and lists; a key that stands twice is refused. */
final class Yaml {

  private Yaml() {}

  /** The one document of a text, whose root is a map. */
  static Map<String, Object> map(String text) {
    return map(load().loadFromString(text));
  }

  /** The documents of a text; empty ones are left out. */
  static List<Map<String, Object>> documents(String text) {
    return StreamSupport.stream(load().loadAllFromString(text).spliterator(), false)
        .filter(Objects::nonNull)
        .map(Yaml::map)
        .toList();
  }

  /** A value as text, its keys in order. */
  static String sorted(Object value) {
    if (value instanceof Map<?, ?> map) {
      return new TreeMap<>(map)
          .entrySet().stream()
              .map(entry -> entry.getKey() + "=" + sorted(entry.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Yaml::sorted).collect(Collectors.joining(", ", "[", "]"));
    }
    return String.valueOf(value);
  }

  @SuppressWarnings("unchecked") // the keys of these files are strings throughout
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  private static Load load() {
    return new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build());
  }
}
