package io.threadleak.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What stands in manifests, beside the files that it was made of. */
final class Rendered {

  /** The most that the API server takes for a ConfigMap. */
  private static final int MOST_BYTES = 1024 * 1024;

  private Rendered() {}

  /** The groups of all PrometheusRules by the end of their names, as plain YAML. */
  static Map<String, Object> rules(String manifests) {
    assertThat(Manifest.all(manifests)).as("the types are known").isNotEmpty();
    Map<String, Object> specs = new TreeMap<>();
    for (Map<String, Object> document : Yaml.documents(manifests)) {
      if ("PrometheusRule".equals(document.get("kind"))) {
        String name = (String) ((Map<?, ?>) document.get("metadata")).get("name");
        specs.put(name.replaceFirst(".*-rules-", ""), document.get("spec"));
      }
    }
    return specs;
  }

  /** What {@link #rules} should be. */
  static Map<String, Object> rulesOfTheFiles() {
    Map<String, Object> files = new TreeMap<>();
    Project.alertRules()
        .forEach(file -> files.put(Project.stem(file), Yaml.map(Project.text(file))));
    assertThat(files).hasSizeGreaterThan(1);
    return files;
  }

  /** The texts of all ConfigMaps by their keys; each is smaller than the bound. */
  static Map<String, String> dashboards(String manifests) {
    Map<String, String> texts = new TreeMap<>();
    for (ConfigMap map : Manifest.all(manifests, ConfigMap.class)) {
      assertThat(map.getData()).hasSize(1);
      assertThat(map.getData().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8))
          .hasSizeLessThan(MOST_BYTES);
      texts.putAll(map.getData());
    }
    return texts;
  }

  /** What {@link #dashboards} should be. */
  static Map<String, String> dashboardsOfTheFiles() {
    Map<String, String> files = new TreeMap<>();
    Project.dashboards()
        .forEach(file -> files.put(file.getFileName().toString(), Project.text(file)));
    assertThat(files).isNotEmpty();
    return files;
  }

  /** The one manifest of a kind. */
  static <T> T only(String manifests, Class<T> type) {
    List<T> found = Manifest.all(manifests, type);
    assertThat(found).as("%s in\n%s", type.getSimpleName(), manifests).hasSize(1);
    return found.get(0);
  }

  /** The paths of a JSON schema's properties, {@code podMonitor.limits.samples}, but Helm's own. */
  static Set<String> keys(Map<String, Object> schema) {
    Set<String> keys = new TreeSet<>();
    collectProperties("", schema, keys);
    keys.remove("global");
    return keys;
  }

  /** Those of these paths that lead to a value. */
  static Set<String> keys(Map<String, Object> values, Set<String> paths) {
    Set<String> there = new TreeSet<>();
    for (String path : paths) {
      Object value = values;
      for (String key : path.split("\\.", -1)) {
        value = value instanceof Map<?, ?> map ? map.get(key) : null;
      }
      if (value != null) {
        there.add(path);
      }
    }
    return there;
  }

  private static void collectProperties(String prefix, Map<?, ?> schema, Set<String> keys) {
    if (schema.get("properties") instanceof Map<?, ?> properties) {
      properties.forEach(
          (name, property) -> {
            keys.add(prefix + name);
            collectProperties(prefix + name + ".", (Map<?, ?>) property, keys);
          });
    }
  }
}
