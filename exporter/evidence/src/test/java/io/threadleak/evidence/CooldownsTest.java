package io.threadleak.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CooldownsTest {

  private static final long SECOND = 1_000_000_000;
  private static final long BEGIN = -5 * SECOND;

  private final Cooldowns cooldowns = new Cooldowns(Duration.ofMinutes(10));

  @Test
  void begin_sameTrigger_waitsForItsCooldown() {
    assertThat(cooldowns.begin(Trigger.EXHAUSTED, BEGIN)).isTrue();
    assertThat(cooldowns.begin(Trigger.EXHAUSTED, BEGIN + 599 * SECOND)).isFalse();
    assertThat(cooldowns.begin(Trigger.EXHAUSTED, BEGIN + 600 * SECOND)).isTrue();
  }

  @Test
  void begin_anotherCondition_waitsAMinute() {
    assertThat(cooldowns.begin(Trigger.LEAKING, BEGIN)).isTrue();
    assertThat(cooldowns.begin(Trigger.LIMIT, BEGIN + 59 * SECOND)).isFalse();
    assertThat(cooldowns.begin(Trigger.LIMIT, BEGIN + 60 * SECOND)).isTrue();
  }

  @Test
  void begin_lastChance_waitsForNoOther() {
    assertThat(cooldowns.begin(Trigger.LEAKING, BEGIN)).isTrue();
    assertThat(cooldowns.begin(Trigger.EXHAUSTED, BEGIN + 1)).isTrue();
    assertThat(cooldowns.begin(Trigger.TERM, BEGIN + 2)).isTrue();
  }

  @Test
  void begin_askedAgain_waitsTenSeconds() {
    assertThat(cooldowns.begin(Trigger.SIGNAL, BEGIN)).isTrue();
    assertThat(cooldowns.begin(Trigger.SIGNAL, BEGIN + 9 * SECOND)).isFalse();
    assertThat(cooldowns.begin(Trigger.SIGNAL, BEGIN + 10 * SECOND)).isTrue();
  }

  @Test
  void begin_refused_prolongsNothing() {
    assertThat(cooldowns.begin(Trigger.LIMIT, BEGIN)).isTrue();
    assertThat(cooldowns.begin(Trigger.LIMIT, BEGIN + 599 * SECOND)).isFalse();
    assertThat(cooldowns.begin(Trigger.LIMIT, BEGIN + 600 * SECOND)).isTrue();
  }
}
