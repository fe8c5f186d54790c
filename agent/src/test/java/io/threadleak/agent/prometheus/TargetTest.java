package io.threadleak.agent.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TargetTest {

  private final Target target = target(Map.of("job", "orders", "instance", "a:1"));

  @Test
  void owns_seriesWithLabelsOfOurs_onlyThoseOfTheTarget() {
    assertThat(target.owns(series(Map.of("job", "orders", "instance", "a:1")))).isTrue();
    assertThat(target.owns(series(Map.of("job", "orders", "instance", "b:1")))).isFalse();
    assertThat(target.owns(series(Map.of("job", "orders")))).isFalse();
    assertThat(target.owns(series(Map.of("job", "orders", "instance", "a:1", "pod", "p"))))
        .isFalse();
  }

  @Test
  void owns_targetWithALabelNamedSite_takesOursFromExported() {
    Target berlin = target(Map.of("job", "orders", "site", "berlin"));
    Map<String, String> series = series(Map.of("job", "orders", "site", "berlin"));
    series.put("exported_site", "A.b(A.java:1)");

    assertThat(berlin.owns(series)).isTrue();
    assertThat(Target.ours(series, "site")).isEqualTo("A.b(A.java:1)");
    assertThat(target(Map.of("job", "orders", "site", "rome")).owns(series)).isFalse();
    assertThat(berlin.matchers()).isEqualTo("job=\"orders\"");
  }

  @Test
  void owns_targetWhoseLabelWasOverwrittenByOurs_isStillIts() {
    Target berlin = target(Map.of("job", "orders", "site", "berlin"));

    assertThat(berlin.owns(series(Map.of("job", "orders")))).isTrue();
  }

  @Test
  void matchers_valuesAndNamesThatNeedIt_areQuoted() {
    Target odd = target(Map.of("a", "x\"y\\z\n", "k8s.pod", "p"));

    assertThat(odd.matchers()).isEqualTo("a=\"x\\\"y\\\\z\\n\",\"k8s.pod\"=\"p\"");
    assertThat(target).hasToString("{instance=\"a:1\", job=\"orders\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "http://a:9090, http://a:9090",
    "http://a:9090/, http://a:9090",
    "https://a/mimir/prometheus//, https://a/mimir/prometheus",
    "http://[::1]:9090, http://[::1]:9090"
  })
  void baseOf_url_isWithoutSlashAtTheEnd(String url, String base) {
    assertThat(Access.baseOf(url)).hasToString(base);
  }

  @ParameterizedTest
  @CsvSource({
    "a:9090, http://127.0.0.1:9090",
    "localhost, http://127.0.0.1:9090",
    "file:///etc, http://127.0.0.1:9090",
    "http://a b, Illegal character",
    "http://u:p@a, PROMETHEUS_PASSWORD",
    "http://a/api/v1/query, without /api/v1",
    "http://a/graph?x=1, without /api/v1"
  })
  void baseOf_other_isRefused(String url, String words) {
    assertThatThrownBy(() -> Access.baseOf(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words);
  }

  @ParameterizedTest
  @CsvSource({
    "90s, PT1M30S, 90s",
    "30m, PT30M, 30m",
    "6h, PT6H, 6h",
    "2d, PT48H, 2d",
    "4w, PT672H, 28d"
  })
  void timeSpan_text_isALength(String text, Duration length, String shown) {
    assertThat(TimeSpan.parse(text)).isEqualTo(length);
    assertThat(TimeSpan.text(length)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({"6", "h", "0h", "-6h", "6y", "1h30m", "1234567d", "''"})
  void timeSpan_other_isRefused(String text) {
    assertThatThrownBy(() -> TimeSpan.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("30m, 6h, 2d or 4w");
  }

  @Test
  void scrapes_distances_haveAMedianWithoutGaps() {
    Scrapes scrapes = new Scrapes();
    long time = 1_760_000_000_000L;
    scrapes.sample(time, 10);
    assertThat(scrapes.intervalMillis()).isEqualTo(60_000);
    for (int i = 0; i < 5; i++) {
      time += 15_002;
      scrapes.sample(time, 10);
      scrapes.sample(time, 10);
      time += 86_400_000;
      scrapes.sample(time, 10);
    }
    assertThat(scrapes.medianMillis()).isEqualTo(15_000);
    assertThat(scrapes.intervalMillis()).isEqualTo(15_000);
    scrapes.sample(time + 15_000, 60);
    scrapes.sample(time + 30_000, Double.NaN);
    assertThat(scrapes.intervalMillis()).isEqualTo(60_000);
  }

  private static Target target(Map<String, String> labels) {
    return new Target(new TreeMap<>(labels));
  }

  private static Map<String, String> series(Map<String, String> ofTarget) {
    Map<String, String> labels = new TreeMap<>(ofTarget);
    labels.putIfAbsent("site", "A.b(A.java:1)");
    labels.putAll(Map.of("__name__", "threadleak_threads", "site_id", "1a2b3c4d"));
    labels.putAll(Map.of("kind", "platform", "state", "waiting"));
    return labels;
  }
}
