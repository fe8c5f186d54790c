package io.threadleak.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said where the agent cannot be brought. */
final class SelfAttachTest {

  @Test
  void attach_withoutTheAgentOnTheClassPath_saysWhatToAdd() {
    assertThat(SelfAttach.attach())
        .isEqualTo(
            "threadleak-agent is no jar on the class path of the tests: add it in scope test");
  }

  @Test
  void settings_agentThatIsNeither_isRefused() {
    assertThatThrownBy(() -> Watch.attaches(name -> Optional.of("yes")))
        .hasMessage("threadleak.agent must be attach or none, but is yes");
    assertThat(Watch.attaches(name -> Optional.of("attach"))).isTrue();
    assertThat(Watch.attaches(name -> Optional.empty())).isFalse();
  }
}
