package io.threadleak.agent.prometheus;

import io.threadleak.exposition.MetricCatalogue;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The labels by which Prometheus knows one process: {@code job}, {@code instance} and whatever else
 * is not ours. Where a target has a label of a name that we use too, Prometheus puts {@code
 * exported_} before ours, unless told to honour it.
 *
 * @param labels by name
 */
record Target(SortedMap<String, String> labels) {

  static final String METRIC = "__name__";

  private static final String EXPORTED = "exported_";

  private static final List<String> OURS =
      List.of(
          MetricCatalogue.SITE_ID,
          MetricCatalogue.SITE,
          MetricCatalogue.KIND,
          MetricCatalogue.STATE,
          MetricCatalogue.OLDER_THAN);

  private static final Pattern PLAIN_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

  /** The target of a series that has no label of ours. */
  static Target ofWhole(Map<String, String> series) {
    SortedMap<String, String> labels = new TreeMap<>(series);
    labels.remove(METRIC);
    return new Target(labels);
  }

  /** The value of one of our labels, empty where the series has none. */
  static String ours(Map<String, String> series, String name) {
    String exported = series.get(EXPORTED + name);
    return exported == null ? series.getOrDefault(name, "") : exported;
  }

  /**
   * Whether a series with labels of ours is of this target. Where ours took the place of a label of
   * the target, that one is not asked.
   */
  boolean owns(Map<String, String> series) {
    Map<String, String> rest = new TreeMap<>(series);
    rest.remove(METRIC);
    for (String name : OURS) {
      if (rest.remove(EXPORTED + name) == null) {
        rest.remove(name);
      }
    }
    if (rest.equals(labels)) {
      return true;
    }
    Map<String, String> asked = new TreeMap<>(labels);
    OURS.stream().filter(name -> !rest.containsKey(name)).forEach(asked::remove);
    return rest.equals(asked);
  }

  /** Matchers that all series of this target meet, {@code instance="a:1",job="b"}. */
  String matchers() {
    return labels.entrySet().stream()
        .filter(label -> !OURS.contains(label.getKey()))
        .map(label -> nameOf(label.getKey()) + "=" + quoted(label.getValue()))
        .collect(Collectors.joining(","));
  }

  /** All labels as a selector shows them. */
  @Override
  public String toString() {
    return labels.entrySet().stream()
        .map(label -> nameOf(label.getKey()) + "=" + quoted(label.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  /** Prometheus 3 quotes names that hold more than letters, digits and underscores. */
  private static String nameOf(String label) {
    return PLAIN_NAME.matcher(label).matches() ? label : quoted(label);
  }

  private static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
