package io.threadleak.http.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A mapping of a YAML file, read as strictly as Prometheus does: a key that is unknown or stands
 * twice is refused. It works on nodes and not on values, since Go takes any scalar for a text.
 */
final class YamlSection {

  private static final Set<String> YES = Set.of("y", "yes", "true", "on");
  private static final Set<String> NO = Set.of("n", "no", "false", "off");
  private static final Set<String> NOTHING = Set.of("", "~", "null", "Null", "NULL");

  private final String path;
  private final Map<String, Node> nodes;

  private YamlSection(String path, Map<String, Node> nodes) {
    this.path = path;
    this.nodes = nodes;
  }

  /** The mapping that a file is; one without any key for an empty file. */
  static YamlSection parse(String text) throws WebConfigException {
    try {
      LoadSettings settings = LoadSettings.builder().setLabel("web config").build();
      for (Node first : new Compose(settings).composeAllFromString(text)) {
        return of("", first);
      }
      return new YamlSection("", Map.of());
    } catch (YamlEngineException | StackOverflowError e) {
      throw new WebConfigException(
          "is no YAML (%s)".formatted(String.valueOf(e.getMessage()).replaceAll("\\s+", " ")), e);
    }
  }

  private static YamlSection of(String path, @Nullable Node node) throws WebConfigException {
    if (node == null || isNothing(node)) {
      return new YamlSection(path, Map.of());
    }
    if (!(node instanceof MappingNode mapping)) {
      throw new WebConfigException(
          "%s is no mapping: give keys and values".formatted(path.isEmpty() ? "the file" : path));
    }
    Map<String, Node> nodes = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw new WebConfigException("a key of %s is no text".formatted(path));
      }
      if (nodes.put(key.getValue(), tuple.getValueNode()) != null) {
        throw new WebConfigException(
            "%s stands twice: remove one".formatted(within(path, key.getValue())));
      }
    }
    return new YamlSection(path, nodes);
  }

  private static String within(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static boolean isNothing(Node node) {
    return node instanceof ScalarNode scalar
        && scalar.getScalarStyle() == ScalarStyle.PLAIN
        && NOTHING.contains(scalar.getValue());
  }

  /** Refuses every key but these. */
  YamlSection only(Set<String> known) throws WebConfigException {
    for (String key : nodes.keySet()) {
      if (!known.contains(key)) {
        throw new WebConfigException(
            "%s is unknown: use %s"
                .formatted(within(path, key), String.join(", ", known.stream().sorted().toList())));
      }
    }
    return this;
  }

  /** All keys, in the file's order. */
  Set<String> keys() {
    return nodes.keySet();
  }

  /** The mapping at a key, one without keys if there is none. */
  YamlSection section(String key) throws WebConfigException {
    return of(within(path, key), nodes.get(key));
  }

  /** The text at a key, empty if there is none. */
  String text(String key) throws WebConfigException {
    Node node = nodes.get(key);
    return node == null ? "" : text(within(path, key), node);
  }

  private static String text(String name, Node node) throws WebConfigException {
    if (!(node instanceof ScalarNode scalar)) {
      throw new WebConfigException("%s is no text: give one value".formatted(name));
    }
    return isNothing(node) ? "" : scalar.getValue();
  }

  /** The texts of the list at a key, null if there is none. */
  @Nullable List<String> texts(String key) throws WebConfigException {
    Node node = nodes.get(key);
    if (node == null || isNothing(node)) {
      return null;
    }
    if (!(node instanceof SequenceNode sequence)) {
      throw new WebConfigException(
          "%s is no list: give - VALUE lines".formatted(within(path, key)));
    }
    List<String> texts = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      texts.add(text(within(path, key), item));
    }
    return texts;
  }

  /** Whether a key says yes; YAML 1.1's words are taken as Go takes them. */
  boolean flag(String key, boolean otherwise) throws WebConfigException {
    Node node = nodes.get(key);
    if (node == null) {
      return otherwise;
    }
    if (isNothing(node)) {
      return false;
    }
    String value = text(within(path, key), node);
    boolean plain =
        node instanceof ScalarNode scalar && scalar.getScalarStyle() == ScalarStyle.PLAIN;
    Predicate<Set<String>> holds =
        words -> words.stream().anyMatch(word -> spellings(word).contains(value));
    if (plain && holds.test(YES)) {
      return true;
    }
    if (plain && holds.test(NO)) {
      return false;
    }
    throw new WebConfigException(
        "%s is '%s': give true or false".formatted(within(path, key), value));
  }

  private static List<String> spellings(String word) {
    String upper = word.toUpperCase(java.util.Locale.ROOT);
    return List.of(word, upper.charAt(0) + word.substring(1), upper);
  }
}
