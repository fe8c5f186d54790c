package io.threadleak.exposition;

import io.threadleak.model.LeakReport;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One sample as a scraper sees it; what the tests of all expositions compare. */
public record Sample(String name, Map<String, String> labels, double value) {

  /** What the catalogue says that an exposition of this report holds. */
  public static Set<Sample> expected(LeakReport report) {
    Set<Sample> samples = new HashSet<>();
    for (Metric metric : MetricCatalogue.metrics()) {
      for (Reading reading : metric.read(report)) {
        samples.add(
            new Sample(metric.name(), labels(metric.labelNames(), reading), reading.value()));
      }
    }
    return samples;
  }

  /**
   * The samples in a text exposition; fails on a line that is none and on one that is there twice.
   */
  public static Set<Sample> parse(String text) {
    Set<Sample> samples = new HashSet<>();
    for (String line : text.split("\n", -1)) {
      if (!line.isEmpty() && !line.startsWith("#") && !samples.add(new SampleLine(line).parse())) {
        throw new AssertionError("twice: " + line);
      }
    }
    return samples;
  }

  private static Map<String, String> labels(List<String> names, Reading reading) {
    Map<String, String> labels = new TreeMap<>();
    for (int i = 0; i < names.size(); i++) {
      labels.put(names.get(i), reading.labelValues().get(i));
    }
    return labels;
  }
}
