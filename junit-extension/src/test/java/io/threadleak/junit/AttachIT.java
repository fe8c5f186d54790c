package io.threadleak.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.attribution.VirtualThreadApi;
import io.threadleak.junit.suite.LeakingClass;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The suite in a JVM that was started without the agent, and asks for it. */
final class AttachIT {

  private static final Path AGENT = Path.of("../agent/target/threadleak.jar");

  @TempDir private Path folder;

  @Test
  @Timeout(300)
  void suite_thatAsksForTheAgent_failsWhereItLeaksByItsHook() throws Exception {
    Map<String, String> failures = asking().with(AGENT).run();
    Set<String> unseen =
        VirtualThreadApi.exists() ? Set.of() : Set.of("Leaking.virtual_thatWaitsForEver");
    Goldens.compare(failures, unseen);
    assertThat(failures.values()).allMatch(message -> message.contains("by the agent's hook."));
  }

  @Test
  @Timeout(300)
  void suite_inJvmThatRefusesTheAgent_goesOnWithJfrAndSaysWhy() throws Exception {
    Map<String, String> failures =
        asking().with(AGENT).with("-XX:+DisableAttachMechanism").only(LeakingClass.class).run();
    assertThat(failures.get("LeakingClass"))
        .startsWith("1 thread leaked by ")
        .contains("Starts were seen by JFR, which sees platform threads alone; the agent could not")
        .contains("be brought into this JVM: cannot attach to process ")
        .contains("it must be a JVM without -XX:+DisableAttachMechanism");
  }

  private SuiteProcess asking() {
    return new SuiteProcess(folder).with("-Dthreadleak.agent=attach");
  }
}
