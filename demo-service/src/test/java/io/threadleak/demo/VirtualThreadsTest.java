package io.threadleak.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

final class VirtualThreadsTest {

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "the other test is for older ones")
  void factory_fromJava21On_makesVirtualThreads() throws Exception {
    Thread thread = VirtualThreads.named("lookup").newThread(() -> {});

    assertThat(VirtualThreads.available()).isTrue();
    assertThat(thread.getName()).isEqualTo("lookup-1");
    assertThat(Thread.class.getMethod("isVirtual").invoke(thread)).isEqualTo(true);
  }

  @Test
  @EnabledForJreRange(max = JRE.JAVA_20, disabledReason = "the other test is for later ones")
  void factory_beforeJava21_saysWhatItNeeds() {
    assertThat(VirtualThreads.available()).isFalse();
    assertThatThrownBy(() -> VirtualThreads.named("lookup"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the demo needs virtual threads: Java 21 or later");
  }
}
