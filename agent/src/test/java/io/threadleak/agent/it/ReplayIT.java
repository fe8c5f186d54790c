package io.threadleak.agent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.agent.cli.SampleRecording;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replays by the jar itself, with a small heap. */
class ReplayIT {

  @TempDir private Path folder;

  @Test
  void replay_leak_exitsWith1AndPrintsJsonAloneOnStdout() throws Exception {
    Path file = SampleRecording.write(folder.resolve("orders.jsonl"), 0, 300);

    ChildJvm replay = replay(file, "--format", "json");

    assertThat(replay.exitStatus()).as(replay.err()).isEqualTo(1);
    assertThat(replay.out().lines()).hasSize(1);
    assertThat(replay.out())
        .startsWith("{\"sites\":[{\"site\":\"" + SampleRecording.LEAK)
        .contains("\"leaks\":true", "\"leaks\":false", "\"warnings\":[]");
    assertThat(replay.err()).isEmpty();
  }

  @Test
  void replay_noRecording_exitsWith2AndSaysWhatIsExpected() throws Exception {
    Path file = Files.writeString(folder.resolve("page.html"), "<html>");

    ChildJvm replay = replay(file);

    assertThat(replay.exitStatus()).isEqualTo(2);
    assertThat(replay.err()).contains("page.html:1: ", "\"format\":\"threadleak-recording\"");
    assertThat(replay.out()).isEmpty();
  }

  private static ChildJvm replay(Path file, String... options) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of("-Xmx64m", "-jar", ChildJvm.JAR.toString(), "replay", file.toString()));
    arguments.addAll(List.of(options));
    return ChildJvm.java(arguments);
  }
}
