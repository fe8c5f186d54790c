package io.threadleak.endtoend.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.endtoend.fixture.ExternalProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The script sets what its table says, the document lists it, and no threshold is left out. */
final class TuneTest {

  private static final Path FILE = Rule.DIRECTORY.resolve("threadleak.yml");

  private static final Pattern THRESHOLD =
      Pattern.compile("(?:[<>]=?|clamp_min\\() (?!0\\b)([0-9.]+)");

  static List<Parameter> parameters() {
    return Parameter.all();
  }

  static List<Rule> rules() {
    return Rule.all();
  }

  @ParameterizedTest
  @MethodSource("parameters")
  void tune_everyParameter_changesItsRuleAndNothingElse(Parameter parameter) {
    assertThat(parameter.files()).isNotEmpty();
    for (Path file : parameter.files()) {
      String tuned = Parameter.tuned(file, List.of(parameter.name() + "=" + parameter.another()));
      assertThat(tuned).isNotEqualTo(Parameter.text(file));
      String place = parameter.place();
      assertThat(tuned.replace(place.replace("{}", parameter.another()), "§"))
          .isEqualTo(
              parameter.rule().equals("*")
                  ? Parameter.text(file).replace(parameter.value(), "§")
                  : inItsRule(parameter, Parameter.text(file)));
    }
  }

  /** The text with the place marked in the rule that the parameter is of. */
  private static String inItsRule(Parameter parameter, String text) {
    int begin = text.indexOf(": " + parameter.rule() + "\n");
    int next = text.indexOf("\n      - ", begin);
    int end = next < 0 ? text.length() : next;
    String marked =
        text.substring(begin, end).replace(parameter.place().replace("{}", parameter.value()), "§");
    return text.substring(0, begin) + marked + text.substring(end);
  }

  @ParameterizedTest
  @MethodSource("parameters")
  void docs_alertsPage_listsTheParameterWithItsValue(Parameter parameter) {
    assertThat(Runbook.alertsPage())
        .contains(
            "| `%s` | %s | %s |"
                .formatted(parameter.name(), parameter.value(), parameter.meaning()));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void expression_everyThreshold_isAParameter(Rule rule) {
    Set<String> known = new HashSet<>();
    Parameter.all().stream()
        .filter(parameter -> parameter.rule().equals(rule.name()))
        .forEach(parameter -> known.add(parameter.value()));
    assertThat(THRESHOLD.matcher(rule.expression()).results().map(match -> match.group(1)))
        .filteredOn(value -> !value.equals("1") || known.contains(value))
        .isSubsetOf(known);
  }

  @Test
  void tune_keysOfAnAlert_areSetThereAlone() {
    String tuned =
        Parameter.tuned(
            FILE, List.of("ThreadLeakSiteLeaking.severity=warning", "ThreadLeakDeadlock.for=10m"));
    assertThat(tuned)
        .isEqualTo(
            Parameter.text(FILE)
                .replaceFirst(
                    "(?s)(alert: ThreadLeakSiteLeaking\n.*?severity: )critical", "$1warning")
                .replaceFirst("(?s)(alert: ThreadLeakDeadlock\n.*?for: )1m", "$1" + "10m"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          near_limit=0.8                   | unknown name 'near_limit'; known: near_limit_ratio
          near_limit_ratio=much            | near_limit_ratio is 'much'; give a number such as 0.9
          near_limit_ratio                 | 'near_limit_ratio' has no value; give NAME=VALUE
          jvm_growth_ratio=2               | threadleak.yml has no rule that jvm_growth_ratio is of
          ThreadLeakSiteLeaking.for=1 day  | ThreadLeakSiteLeaking.for is '1 day'; give a duration
          ThreadLeakSiteLeaking.color=red  | unknown key 'color' of ThreadLeakSiteLeaking
          ThreadLeakSiteProven.for=1m      | no alert ThreadLeakSiteProven with the key for
          """)
  void tune_wrongSetting_printsNoRulesAndNamesTheCure(String setting, String message) {
    try (ExternalProcess tune = Parameter.tune(FILE, List.of(setting))) {
      assertThat(tune.awaitExit(Duration.ofSeconds(60))).isEqualTo(2);
      assertThat(tune.stdout()).isEmpty();
      assertThat(tune.stderr()).contains(message);
    }
  }
}
