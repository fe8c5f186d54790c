package io.threadleak.pprof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadleak.model.LeakReport;
import io.threadleak.model.SampleReports;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProfileFilesTest {

  private final Map<String, byte[]> files = new LinkedHashMap<>();

  @Test
  void each_withoutProof_isNoneOfLeaks() throws Exception {
    take(SampleReports.typical());

    assertThat(files).containsOnlyKeys("threads.txt", "thread.pb.gz", "threadcreate.pb.gz");
    assertThat(new String(files.get("threads.txt"), UTF_8))
        .contains("created by com.acme.OrderHandler.handle");
    assertThat(files.get("thread.pb.gz")).startsWith(0x1f, 0x8b);
  }

  @Test
  void each_withProof_isThatOneToo() throws Exception {
    take(SampleReports.withProof(SampleReports.typical(), SampleProfiles.proof()));

    assertThat(files)
        .containsOnlyKeys("threads.txt", "thread.pb.gz", "threadcreate.pb.gz", "threadleak.pb.gz");
  }

  @Test
  void each_fileThatIsNotTaken_isTold() {
    assertThatThrownBy(
            () ->
                ProfileFiles.each(
                    SampleReports.typical(),
                    SampleProfiles::threads,
                    (name, content) -> {
                      throw new IOException("no room for " + name);
                    }))
        .hasMessage("no room for threads.txt");
  }

  private void take(LeakReport report) throws Exception {
    ProfileFiles.each(
        report, SampleProfiles::threads, (name, content) -> files.put(name, content.body()));
  }
}
