package io.threadleak.agent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.agent.hook.CanaryHost;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** What the canary says where the hook is blind. */
@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "there is no class to be blind for")
class VirtualCanaryIT {

  @Test
  void sing_nothingIsWoven_saysThatItIsBlindAndWhatCuresIt() throws Exception {
    assertThat(sing("--add-opens=java.base/java.lang=ALL-UNNAMED"))
        .startsWith("it does not see virtual threads start; name -javaagent:threadleak.jar after");
  }

  @Test
  void sing_jdkIsClosed_saysWhatOpensIt() throws Exception {
    assertThat(sing("-Xshare:auto"))
        .startsWith("VirtualThread.start cannot be called (")
        .endsWith("; add --add-opens java.base/java.lang=ALL-UNNAMED\n");
  }

  private static String sing(String argument) throws Exception {
    String classPath = System.getProperty("java.class.path");
    try (ChildJvm host =
        ChildJvm.java(List.of(argument, "-cp", classPath, CanaryHost.class.getName()))) {
      assertThat(host.exitStatus()).as(host.err()).isZero();
      return host.out();
    }
  }
}
