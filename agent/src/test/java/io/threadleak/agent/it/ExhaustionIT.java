package io.threadleak.agent.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.acme.host.ExhaustedHost;
import io.threadleak.json.JsonReports;
import io.threadleak.model.LeakReport;
import io.threadleak.model.SiteReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A JVM that gets no more threads from the operating system keeps evidence all the same. */
class ExhaustionIT {

  private static final String LINE = "com.acme.host.ExhaustedHost.leakOne(ExhaustedHost.java:";

  @TempDir Path folder;

  @Test
  void exhaustion_threadsLeakUntilRefused_bundleNamesTheLine() throws Exception {
    Path evidence = folder.resolve("evidence");
    String options = "port=0,interval=1s,evidenceOn=exhausted,evidence=" + evidence;
    try (ChildJvm host = ThreadLimitedJvm.start(ExhaustedHost.class, folder, options)) {
      assertThat(host.awaitLine("refused: ")).startsWith("unable to create native thread");
      await().atMost(ChildJvm.DEADLINE).until(() -> bundles(evidence).size() == 1);
      Path bundle = bundles(evidence).get(0);

      assertThat(bundle.getFileName().toString())
          .matches("threadleak-\\d{8}T\\d{6}Z-exhausted-" + host.pid());
      assertThat(namesIn(bundle))
          .containsExactly(
              "manifest.json",
              "page.html",
              "report.json",
              "summary.txt",
              "thread.pb.gz",
              "threadcreate.pb.gz",
              "threads.txt");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(bundle)))
          .isEqualTo("rwx------");
      assertThat(leaked(new JsonReports().read(text(bundle, "report.json")))).isGreaterThan(20);
      assertThat(text(bundle, "summary.txt"))
          .startsWith("Why: The JVM could not make another thread")
          .contains(LINE);
      assertThat(text(bundle, "threads.txt")).contains("created by com.acme.host.ExhaustedHost");
      JsonNode manifest = JsonMapper.shared().readTree(text(bundle, "manifest.json"));
      assertThat(manifest.path("trigger").asString()).isEqualTo("exhausted");
      assertThat(manifest.path("failedParts")).isEmpty();

      assertThat(host.err()).contains("threadleak: evidence is kept in " + bundle);
      assertThat(host.end()).isZero();
    }
  }

  private static int leaked(LeakReport report) {
    return report.sites().stream()
        .filter(site -> site.site().label().startsWith(LINE))
        .mapToInt(SiteReport::live)
        .sum();
  }

  private static String text(Path bundle, String name) throws IOException {
    return Files.readString(bundle.resolve(name));
  }

  private static List<Path> bundles(Path evidence) throws IOException {
    if (!Files.isDirectory(evidence)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(evidence)) {
      return all.filter(bundle -> !bundle.toString().endsWith(".part")).sorted().toList();
    }
  }

  private static List<String> namesIn(Path bundle) throws IOException {
    try (Stream<Path> files = Files.list(bundle)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
