package io.threadleak.endtoend.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A ruler of Mimir or Thanos loads the files as they are: rule groups, and no key but theirs. */
final class RulerTest {

  private static final Set<String> GROUP_KEYS = Set.of("name", "interval", "rules");
  private static final Set<String> RULE_KEYS =
      Set.of("record", "alert", "expr", "for", "keep_firing_for", "labels", "annotations");

  /** Groups that may read what another group records; docs/alerts.md names them. */
  private static final Set<String> READERS_OF_OTHERS = Set.of("threadleak-fleet");

  static List<Path> files() {
    return Rule.yamlFiles(Rule.DIRECTORY);
  }

  @ParameterizedTest
  @MethodSource("files")
  void file_everyKey_isOneThatAllRulersKnow(Path file) {
    assertThat(Rule.yaml(file)).containsOnlyKeys("groups");
    for (Map<String, Object> group : groups(file)) {
      assertThat(GROUP_KEYS).as("%s", group.get("name")).containsAll(group.keySet());
      for (Map<String, Object> rule : Rule.maps(group.get("rules"))) {
        assertThat(RULE_KEYS).as("%s", rule).containsAll(rule.keySet());
        assertThat(rule.containsKey("record")).isNotEqualTo(rule.containsKey("alert"));
        if (rule.containsKey("record")) {
          assertThat(rule).containsOnlyKeys("record", "expr");
        }
      }
    }
  }

  @Test
  void groups_names_areUniqueOverAllFiles() {
    assertThat(files().stream().flatMap(file -> groups(file).stream()))
        .extracting(group -> group.get("name"))
        .doesNotHaveDuplicates();
  }

  /** Rulers evaluate groups apart, in no order and on no common clock. */
  @Test
  void recordings_readByAnotherGroup_areThoseOfTheFleetAlone() {
    Map<String, String> recordedBy = new HashMap<>();
    Map<String, Set<String>> readBy = new HashMap<>();
    for (Map<String, Object> group : files().stream().flatMap(f -> groups(f).stream()).toList()) {
      String name = (String) group.get("name");
      for (Map<String, Object> rule : Rule.maps(group.get("rules"))) {
        if (rule.get("record") instanceof String record) {
          recordedBy.put(record, name);
        }
        PromQl.of((String) rule.get("expr")).selectors().stream()
            .map(PromQl.Selector::metric)
            .forEach(metric -> readBy.computeIfAbsent(metric, m -> new HashSet<>()).add(name));
      }
    }
    Stream<String> strangers =
        recordedBy.entrySet().stream()
            .flatMap(
                recorded ->
                    readBy.getOrDefault(recorded.getKey(), Set.of()).stream()
                        .filter(reader -> !reader.equals(recorded.getValue())));
    assertThat(strangers).isNotEmpty().allMatch(READERS_OF_OTHERS::contains);
  }

  private static List<Map<String, Object>> groups(Path file) {
    return Rule.maps(Rule.yaml(file).get("groups"));
  }
}
