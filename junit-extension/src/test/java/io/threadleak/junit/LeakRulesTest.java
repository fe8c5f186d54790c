package io.threadleak.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadleak.model.AttributionSource;
import io.threadleak.model.CreationSite;
import io.threadleak.model.ThreadKind;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which threads may stay, and how long is waited for the others. */
final class LeakRulesTest {

  @ParameterizedTest
  @CsvSource({
    "worker-1, worker-1, true",
    "worker-1, worker, false",
    "worker-1, worker-*, true",
    "worker-1, *-1, true",
    "worker-1, *er*or*, false",
    "worker-1, w*k*1, true",
    "worker-1, *, true",
    "aba, ab*ba, false",
    "Worker-1, worker-*, false"
  })
  void ignoreName_pattern_matchesWholeName(String name, String pattern, boolean matches) {
    LeakRules rules = LeakRules.defaults().ignoreName(pattern);
    assertThat(rules.allow(started(name))).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource({
    "com.acme.Pool.start, true",
    "com.acme.Pool, true",
    "com.acme., true",
    "com.acme.Pool.stop, false",
    "acme.Pool, false"
  })
  void ignoreSite_place_matchesBeginningOfLabel(String place, boolean matches) {
    assertThat(LeakRules.defaults().ignoreSite(place).allow(started("any"))).isEqualTo(matches);
  }

  @Test
  void ignoreFrame_frameOfStarter_matches() {
    assertThat(LeakRules.defaults().ignoreFrame("com.acme.Main.main").allow(started("any")))
        .isTrue();
    assertThat(LeakRules.defaults().ignoreFrame("com.acme.Other").allow(started("any"))).isFalse();
  }

  @Test
  void ignoreCurrent_threadThatIsLive_mayStay() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Thread thread = new Thread(() -> await(end), "there-before");
    thread.start();
    try {
      StartedThread seen = StartedThread.unknown(thread, TestContext.NONE);
      assertThat(LeakRules.defaults().allow(seen)).isFalse();
      assertThat(LeakRules.defaults().ignoreCurrent().allow(seen)).isTrue();
    } finally {
      end.countDown();
      thread.join();
    }
  }

  @Test
  void baseline_fileOfSites_isRead(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("baseline.txt");
    Files.writeString(file, "# known\ncom.acme.Other.run\n\ncom.acme.Pool.start # a reason\n");
    assertThat(LeakRules.defaults().baseline(file).allow(started("any"))).isTrue();
  }

  @Test
  void baseline_fileThatIsMissing_isNamed(@TempDir Path folder) {
    Path file = folder.resolve("none.txt");
    assertThatThrownBy(() -> LeakRules.defaults().baseline(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("threadleak.baseline")
        .hasMessageContaining(file.toString());
  }

  @Test
  void linger_outOfRange_isRefused() {
    assertThatThrownBy(() -> LeakRules.defaults().linger(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("linger must be from 0 to 1 h, but is PT-0.001S");
    assertThatThrownBy(() -> LeakRules.defaults().linger(Duration.ofHours(2)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void ignore_blank_isRefused() {
    assertThatThrownBy(() -> LeakRules.defaults().ignoreSite(" "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an ignored site must not be blank");
  }

  @ParameterizedTest
  @CsvSource({"500ms, 500", "2s, 2000", "1m, 60000", "PT0.25S, 250"})
  void settings_linger_takesTimes(String value, long millis) {
    Map<String, String> set = Map.of("threadleak.linger", value);
    assertThat(RuleSettings.rules(name -> Optional.ofNullable(set.get(name))).linger())
        .isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "5", "-1s"})
  void settings_lingerThatIsNoTime_namesTheCure(String value) {
    Map<String, String> set = Map.of("threadleak.linger", value);
    assertThatThrownBy(() -> RuleSettings.rules(name -> Optional.ofNullable(set.get(name))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threadleak.linger must be a time such as 500ms, 2s or 1m, but is " + value);
  }

  @Test
  void settings_lists_areSplitAtCommas() {
    Map<String, String> set =
        Map.of(
            "threadleak.ignore.names", "a-*, b-*",
            "threadleak.ignore.sites", "com.none",
            "threadleak.ignore.frames", "com.none.");
    LeakRules rules = RuleSettings.rules(name -> Optional.ofNullable(set.get(name)));
    assertThat(rules.allow(started("b-1"))).isTrue();
    assertThat(rules.allow(started("c-1"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"true, true", "false, false"})
  void settings_prove_isOffUnlessAskedFor(String value, boolean proves) {
    Map<String, String> set = Map.of("threadleak.prove", value);
    assertThat(RuleSettings.rules(name -> Optional.ofNullable(set.get(name))).proves())
        .isEqualTo(proves);
    assertThat(LeakRules.defaults().linger(Duration.ZERO).prove().ignoreName("x").proves())
        .isTrue();
  }

  @Test
  void settings_proveThatIsNeither_isRefused() {
    Map<String, String> set = Map.of("threadleak.prove", "2s");
    assertThatThrownBy(() -> RuleSettings.rules(name -> Optional.ofNullable(set.get(name))))
        .hasMessage("threadleak.prove must be true or false, but is 2s");
  }

  private static StartedThread started(String name) {
    StackTraceElement place = new StackTraceElement("com.acme.Pool", "start", "Pool.java", 12);
    StackTraceElement main = new StackTraceElement("com.acme.Main", "main", "Main.java", 3);
    List<StackTraceElement> stack = List.of(place, main);
    CreationSite site =
        new CreationSite(
            "0a1b2c3d",
            "com.acme.Pool.start(Pool.java:11)",
            ThreadKind.PLATFORM,
            AttributionSource.AGENT,
            stack,
            null,
            null,
            null);
    return new StartedThread(new Thread(() -> {}, name), TestContext.NONE, site, stack);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }
}
