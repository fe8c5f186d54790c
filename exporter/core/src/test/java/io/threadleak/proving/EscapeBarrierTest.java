package io.threadleak.proving;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** The view of the agent, which has opened java.lang.invoke to itself. */
@Tag("opened-jdk")
final class EscapeBarrierTest {

  @Test
  @EnabledForJreRange(min = JRE.JAVA_22)
  void raise_openedJdk_isRaised() {
    assertThat(EscapeBarrier.raise()).isTrue();
    assertThat(EscapeBarrier.raise()).isTrue();
  }

  @Test
  @EnabledForJreRange(max = JRE.JAVA_21)
  void raise_beforeJava22_isNot() {
    assertThat(EscapeBarrier.raise()).isFalse();
  }

  @Test
  void isNeedless_optimisingJvm_isFalse() {
    assertThat(EscapeBarrier.isNeedless()).isFalse();
  }
}
