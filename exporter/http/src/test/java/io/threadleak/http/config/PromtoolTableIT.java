package io.threadleak.http.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.http.config.WebConfigCases.Case;
import io.threadleak.http.config.WebConfigCases.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same files, as the real promtool judges them (2.42 in Debian 12). */
class PromtoolTableIT {

  @TempDir static Path folder;

  @BeforeAll
  static void writeKeys() throws Exception {
    WebConfigCases.writeKeys(folder);
  }

  @Test
  void files_ofTheTable_areJudgedByPromtoolAsTheTableSays() throws Exception {
    for (Case one : WebConfigCases.all()) {
      Path file = WebConfigCases.write(one, folder);
      String said = promtool(file);

      assertThat(said.contains("SUCCESS"))
          .as("%s: %s", one.name(), said)
          .isEqualTo(
              one.verdict() == Verdict.TAKEN
                  || one.verdict() == Verdict.STRICTER
                  || (one.verdict() == Verdict.NEWER && !said.contains("not found in type")));
    }
  }

  private static String promtool(Path file) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("promtool", "check", "web-config", file.toString()));
    Process promtool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = promtool.waitFor();
    assertThat(exit == 0).as(said).isEqualTo(said.contains("SUCCESS"));
    return said;
  }
}
