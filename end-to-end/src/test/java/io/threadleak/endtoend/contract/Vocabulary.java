package io.threadleak.endtoend.contract;

import static io.threadleak.exposition.MetricType.COUNTER;

import io.threadleak.exposition.Metric;
import io.threadleak.exposition.MetricCatalogue;
import io.threadleak.model.Ages;
import io.threadleak.model.AttributionSource;
import io.threadleak.model.StateCounts;
import io.threadleak.model.ThreadKind;
import io.threadleak.model.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The metrics, labels and label values that a rule or a panel may name. */
final class Vocabulary {

  /** Labels that a target or its discovery brings. */
  static final Set<String> TARGET_LABELS = Set.of("job", "instance", "cluster", "namespace", "pod");

  /** What services without threadleak expose; {@code DialectTest} asks the libraries themselves. */
  static final Map<String, Set<String>> JVM_METRICS =
      Map.of(
          "jvm_threads_live_threads", Set.of(),
          "jvm_threads_deadlocked_threads", Set.of(),
          "jvm_threads_current", Set.of(),
          "jvm_threads_deadlocked", Set.of(),
          "http_server_requests_seconds_count", Set.of("uri"),
          "http_requests_total", Set.of("path"));

  private static final Map<String, Set<String>> PROMETHEUS_METRICS =
      Map.of(
          "up", Set.of(),
          "scrape_duration_seconds", Set.of(),
          "scrape_samples_scraped", Set.of(),
          "ALERTS", Set.of("alertname", "alertstate", "severity"));

  private static final Set<String> FOR_COUNTERS = Set.of("rate", "irate", "increase", "resets");
  private static final Set<String> FOR_GAUGES =
      Set.of("deriv", "delta", "idelta", "predict_linear");

  private static final Map<String, Set<String>> VALUES =
      Map.of(
          "verdict", values(Verdict.values(), Verdict::label),
          "kind", values(ThreadKind.values(), ThreadKind::label),
          "state", values(Thread.State.values(), StateCounts::label),
          "source", values(AttributionSource.values(), AttributionSource::label),
          "older_than", values(Ages.SECONDS.toArray(new Integer[0]), String::valueOf),
          "alertstate", Set.of("firing", "pending"));

  private final Map<String, Set<String>> labels = new HashMap<>();
  private final Set<String> counters;

  private Vocabulary() {
    MetricCatalogue.metrics()
        .forEach(metric -> labels.put(metric.name(), Set.copyOf(metric.labelNames())));
    counters =
        MetricCatalogue.metrics().stream()
            .filter(metric -> metric.type() == COUNTER)
            .map(Metric::name)
            .collect(Collectors.toCollection(HashSet::new));
    labels.putAll(PROMETHEUS_METRICS);
  }

  /** Our own metrics and Prometheus' own. */
  static Vocabulary ofCatalogue() {
    return new Vocabulary();
  }

  /** Adds what the rule files record and what services without threadleak expose. */
  static Vocabulary ofRules(List<Rule> rules) {
    Vocabulary words = new Vocabulary();
    words.labels.putAll(JVM_METRICS);
    JVM_METRICS.keySet().stream()
        .filter(name -> name.endsWith("_total") || name.endsWith("_count"))
        .forEach(words.counters::add);
    Set<String> any =
        words.labels.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    rules.stream()
        .filter(rule -> !rule.isAlert())
        .forEach(rule -> words.labels.put(rule.name(), any));
    return words;
  }

  Set<String> metrics() {
    return labels.keySet();
  }

  /** What is wrong with the names in an expression; empty where nothing is. */
  List<String> complaints(PromQl expression) {
    List<String> complaints = new ArrayList<>();
    Set<String> known = new HashSet<>(TARGET_LABELS);
    for (PromQl.Selector selector : expression.selectors()) {
      Set<String> own = labels.get(selector.metric());
      if (own == null) {
        complaints.add("no such metric: " + selector.metric());
        continue;
      }
      known.addAll(own);
      complaintsOnMatchers(selector, own, complaints);
      complaintsOnFunction(selector, complaints);
    }
    expression.groupingLabels().stream()
        .filter(label -> !known.contains(label))
        .map(label -> "no such label in this expression: " + label)
        .forEach(complaints::add);
    return complaints;
  }

  private static void complaintsOnMatchers(
      PromQl.Selector selector, Set<String> own, List<String> complaints) {
    for (PromQl.Match match : selector.matchers()) {
      if (!own.contains(match.label()) && !TARGET_LABELS.contains(match.label())) {
        complaints.add(selector.metric() + " has no label " + match.label());
      }
      Set<String> values = VALUES.get(match.label());
      if (values != null && !match.value().contains("$")) {
        match.alternatives().stream()
            .filter(value -> !values.contains(value))
            .map(value -> match.label() + " is never " + value)
            .forEach(complaints::add);
      }
    }
  }

  private void complaintsOnFunction(PromQl.Selector selector, List<String> complaints) {
    boolean counter = counters.contains(selector.metric());
    Set<String> wrong = counter ? FOR_GAUGES : FOR_COUNTERS;
    if (wrong.contains(selector.function())) {
      complaints.add(
          "%s() of %s, which is a %s"
              .formatted(selector.function(), selector.metric(), counter ? "counter" : "gauge"));
    }
  }

  private static <T> Set<String> values(T[] constants, Function<T, String> label) {
    return Arrays.stream(constants).map(label).collect(Collectors.toUnmodifiableSet());
  }
}
