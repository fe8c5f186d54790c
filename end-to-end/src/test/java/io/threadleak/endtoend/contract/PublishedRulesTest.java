package io.threadleak.endtoend.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of rules of others has the numbers to which promtool holds the rules. */
final class PublishedRulesTest {

  private static final Path TESTS = Rule.DIRECTORY.resolve("tests");
  private static final String OURS = "ThreadLeakJvmGrowthUnexplained";
  private static final Pattern NAME = Pattern.compile("alertname=\"(\\w+)\"");

  static List<Map<String, Object>> published() {
    return Rule.maps(Rule.yaml(TESTS.resolve("published/rules.yml")).get("groups")).stream()
        .flatMap(group -> Rule.maps(group.get("rules")).stream())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("published")
  void docs_alertsPage_hasTheRowOfEachRule(Map<String, Object> rule) {
    String expression = rule.get("expr").toString().replace("jvm_threads_live_threads", "threads");
    String name = (String) rule.get("alert");
    assertThat(Runbook.alertsPage())
        .contains(
            "| `%s`, for %s | %d | %d |"
                .formatted(expression, rule.get("for"), found(name), inVain(name)));
  }

  @Test
  void docs_alertsPage_hasTheRowOfOurs() {
    assertThat(Runbook.alertsPage())
        .contains("| **%s** | %d | %d |".formatted(OURS, found(OURS), inVain(OURS)));
    assertThat(found(OURS)).as("leaks found, of nine").isEqualTo(9);
    assertThat(inVain(OURS)).as("healthy services that alert, of 18").isEqualTo(1);
  }

  private static int found(String alert) {
    return expected("=~\"leak").getOrDefault(alert, 0);
  }

  private static int inVain(String alert) {
    return expected("!~\"leak").getOrDefault(alert, 0);
  }

  /** Services that each rule alerts for, by the expectation whose expression has the text. */
  private static Map<String, Integer> expected(String text) {
    Map<String, Integer> expected = new HashMap<>();
    Rule.maps(Rule.yaml(TESTS.resolve("jvm-threads-held-out.yml")).get("tests")).stream()
        .flatMap(test -> Rule.maps(test.get("promql_expr_test")).stream())
        .filter(test -> test.get("expr").toString().contains(text))
        .flatMap(test -> Rule.maps(test.get("exp_samples")).stream())
        .forEach(
            sample -> {
              Matcher name = NAME.matcher(sample.get("labels").toString());
              assertThat(name.find()).isTrue();
              expected.put(name.group(1), (Integer) sample.get("value"));
            });
    assertThat(expected).isNotEmpty();
    return expected;
  }
}
