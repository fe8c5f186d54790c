package io.threadleak.endtoend.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules name what there is, and every alert says what, where and what next. */
final class RulesTest {

  /** Gone, or behind a flag, in Prometheus 3. */
  private static final Set<String> REFUSED_FUNCTIONS = Set.of("holt_winters");

  private static final Pattern TEMPLATE_LABEL = Pattern.compile("\\$labels\\.(\\w+)");
  private static final Pattern METRIC = Pattern.compile("\\b(?:\\w+:)?threadleak_\\w+(?::\\w+)?");

  /** How alerts on all instances of a job begin: they name no single one. */
  private static final String FLEET = "ThreadLeakFleet";

  private static final Set<String> SEVERITIES = Set.of("critical", "warning", "info");

  private static final Vocabulary WORDS = Vocabulary.ofRules(Rule.all());

  static List<Rule> rules() {
    return Rule.all();
  }

  static List<Rule> alerts() {
    return Rule.alerts();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void expression_everyName_isKnown(Rule rule) {
    PromQl expression = PromQl.of(rule.expression());
    assertThat(WORDS.complaints(expression)).isEmpty();
    assertThat(expression.functions()).doesNotContainAnyElementsOf(REFUSED_FUNCTIONS);
  }

  @Test
  void names_allRules_areUnique() {
    assertThat(rules()).extracting(Rule::name).doesNotHaveDuplicates();
  }

  @Test
  void recordings_names_haveLevelMetricAndOperation() {
    assertThat(rules())
        .filteredOn(rule -> !rule.isAlert())
        .allSatisfy(rule -> assertThat(rule.name()).matches("[a-z_]+:[a-z_]+:[a-z0-9]+"));
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void alert_labelsAndAnnotations_areThere(Rule alert) {
    assertThat(alert.name()).matches("ThreadLeak([A-Z][a-z]+)+");
    assertThat(alert.labels()).containsOnlyKeys("severity");
    assertThat(alert.labels().get("severity")).isIn(SEVERITIES);
    assertThat(alert.annotations()).containsOnlyKeys("summary", "description", "runbook_url");
    assertThat(alert.annotations().get("summary"))
        .as("a sentence that is the same for all instances")
        .matches("[A-Z][^{}]+\\.");
    assertThat(alert.annotations().get("description")).endsWith(".");
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void alert_description_namesTheTargetByLabelsThatExist(Rule alert) {
    List<String> named =
        TEMPLATE_LABEL
            .matcher(alert.annotations().get("description"))
            .results()
            .map(match -> match.group(1))
            .toList();
    if (PromQl.of(alert.expression()).functions().contains("absent")) {
      assertThat(named).as("what is absent has no labels").isEmpty();
    } else if (alert.name().startsWith(FLEET)) {
      assertThat(named).contains("job").isSubsetOf("job", "site_id");
    } else {
      assertThat(named)
          .contains("job", "instance")
          .isSubsetOf("job", "instance", "site", "kind", "frame");
      assertThat(named.contains("kind"))
          .as("whoever names a site says of which kind its threads are")
          .isEqualTo(named.contains("site"));
    }
  }

  /** Templates may ask, and all that ask for the same do it alike; no expression carries a name. */
  @ParameterizedTest
  @MethodSource("alerts")
  void alert_description_asksForNamesThatAreNoLabels(Rule alert) {
    String description = alert.annotations().get("description");
    assertThat(METRIC.matcher(description).results().map(MatchResult::group).toList())
        .isEqualTo(
            description.contains("$labels.site ")
                ? List.of("threadleak_endpoint_threads")
                : description.contains("$labels.site_id ")
                    ? List.of("job_site:threadleak_threads:sum")
                    : List.of())
        .isSubsetOf(WORDS.metrics());
    assertThat(PromQl.of(alert.expression()).groupingLabels()).doesNotContain("endpoint");
    assertThat(clausesOn("threadleak_endpoint_threads")).as("clauses on endpoints").hasSize(1);
    assertThat(clausesOn("job_site:threadleak_threads:sum")).as("clauses on lines").hasSize(1);
  }

  private static Set<String> clausesOn(String metric) {
    return alerts().stream()
        .map(alert -> alert.annotations().get("description"))
        .filter(description -> description.contains(metric))
        .map(
            description ->
                description.substring(
                    description.indexOf("{{- $of := "), description.lastIndexOf("{{- end")))
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void alert_runbook_isThereWithItsFourParts(Rule alert) {
    assertThat(alert.annotations().get("runbook_url")).isEqualTo(Runbook.url(alert.name()));
    Runbook runbook = Runbook.of(alert.name());
    assertThat(runbook.title()).isEqualTo(alert.name());
    assertThat(runbook.headings()).containsExactly("Meaning", "Impact", "Diagnosis", "Mitigation");
    assertThat(runbook.sections()).allSatisfy(section -> assertThat(section).isNotBlank());
  }

  @Test
  void runbooks_allFiles_belongToAnAlert() {
    assertThat(Runbook.names())
        .containsExactlyInAnyOrderElementsOf(alerts().stream().map(Rule::name).toList());
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void alert_promtoolTests_haveACaseThatFiresAndOneThatDoesNot(Rule alert) {
    Map<Boolean, Long> cases =
        Rule.yamlFiles(Rule.DIRECTORY.resolve("tests")).stream()
            .flatMap(file -> Rule.maps(Rule.yaml(file).get("tests")).stream())
            .flatMap(test -> Rule.maps(test.get("alert_rule_test")).stream())
            .filter(test -> alert.name().equals(test.get("alertname")))
            .collect(
                Collectors.partitioningBy(
                    test -> Rule.maps(test.get("exp_alerts")).isEmpty(), Collectors.counting()));
    assertThat(cases.get(false)).as("cases that fire").isPositive();
    assertThat(cases.get(true)).as("cases that do not").isPositive();
  }

  @Test
  void vocabulary_wrongNames_areTold() {
    assertThat(
            Stream.of(
                    "threadleak_thread > 0",
                    "threadleak_threads{colour=\"red\"} > 0",
                    "threadleak_verdict{verdict=~\"leaking|leeking\"} == 1",
                    "sum by (site, verdict) (threadleak_threads)",
                    "rate(threadleak_threads[5m]) > 0",
                    "deriv(threadleak_work_total[5m]) > 0")
                .flatMap(expression -> WORDS.complaints(PromQl.of(expression)).stream()))
        .containsExactly(
            "no such metric: threadleak_thread",
            "threadleak_threads has no label colour",
            "verdict is never leeking",
            "no such label in this expression: verdict",
            "rate() of threadleak_threads, which is a gauge",
            "deriv() of threadleak_work_total, which is a counter");
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void docs_alertsPage_hasSeverityAndTimeOfEachAlert(Rule alert) {
    assertThat(Runbook.alertsPage())
        .contains(
            "| [%1$s](runbooks/%1$s.md) | %2$s | %3$s | "
                .formatted(alert.name(), alert.labels().get("severity"), alert.holdsFor()));
  }

  @Test
  void docs_alertsPage_listsEveryRecording() {
    assertThat(rules())
        .filteredOn(rule -> !rule.isAlert())
        .allSatisfy(
            rule -> assertThat(Runbook.alertsPage()).contains("\n| `" + rule.name() + "` | "));
  }

  @Test
  void docs_everyMetricNamed_exists() {
    Pattern name =
        Pattern.compile(
            "\\b(?:threadleak_[a-z_]+|(?:instance|job)(?:_site)?:[a-z_]+:[a-z0-9]+)\\b");
    Set<String> named =
        Runbook.docs().stream()
            .flatMap(text -> name.matcher(text).results().map(MatchResult::group))
            .collect(Collectors.toSet());
    assertThat(named).isNotEmpty().isSubsetOf(WORDS.metrics());
  }
}
