package io.threadleak.endtoend.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.demo.DemoSites;
import io.threadleak.endtoend.fixture.DemoLines;
import io.threadleak.endtoend.fixture.ExternalProcess;
import io.threadleak.endtoend.fixture.GoPprof;
import io.threadleak.endtoend.fixture.WatchedService;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The demo's profiles, asked for as Alloy and Parca do by our files: neither program is here, so
 * their requests are made from what their sources say of them (docs/deploy.md names both), and what
 * comes back is held to their conditions and read by {@code go tool pprof}, whose library both use.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ProfileScrapersIT {

  /** Profiles of a Go service that Alloy and Parca ask for unless they are switched off. */
  private static final List<String> GO_PROFILES =
      List.of("memory", "block", "goroutine", "mutex", "process_cpu");

  /** What these blocks of Alloy know, of what ours have. */
  private static final Map<String, Set<String>> ALLOY_ATTRIBUTES =
      Map.of(
          "discovery.kubernetes", Set.of("role"),
          "discovery.relabel", Set.of("targets"),
          "discovery.relabel/rule", Set.of("source_labels", "regex", "action", "target_label"),
          "pyroscope.scrape", Set.of("targets", "forward_to", "scrape_interval", "scrape_timeout"),
          "pyroscope.scrape/profiling_config/profile", Set.of("enabled", "path", "delta"),
          "pyroscope.write/endpoint", Set.of("url"));

  private static final Set<String> PARCA_JOB =
      Set.of("job_name", "scrape_interval", "scrape_timeout", "static_configs", "profiling_config");

  private static final Set<String> PARCA_PROFILE =
      Set.of("enabled", "path", "delta", "seconds", "keep_sample_type");

  private WatchedService demo;
  private GoPprof pprof;

  @BeforeAll
  void start() throws Exception {
    pprof = GoPprof.create();
    demo = WatchedService.demo();
    demo.awaitLive(DemoLines.leakyPlatform(), 1);
  }

  @AfterAll
  void end() {
    demo.close();
    pprof.close();
  }

  static Stream<String> paths() {
    return Stream.concat(
            Stream.of("config", "kubernetes").flatMap(name -> alloyPaths(alloy(name)).stream()),
            parcaPaths().stream())
        .distinct();
  }

  @Test
  void paths_ofAllFiles_areTheTwoThatCostLittle() {
    assertThat(paths()).containsExactly("/debug/pprof/thread", "/debug/pprof/threadcreate");
    assertThat(alloyPaths(alloy("config")))
        .isEqualTo(alloyPaths(alloy("kubernetes")))
        .isEqualTo(parcaPaths());
  }

  @ParameterizedTest
  @MethodSource("paths")
  void profile_askedForAsByGosClient_isOneThatTheScrapersTake(String path) throws Exception {
    HttpResponse<byte[]> response = asked(path);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type"))
        .as("Alloy refuses another")
        .hasValue("application/octet-stream");
    assertThat(response.headers().firstValue("Content-Encoding"))
        .as("else Go's client would unpack it")
        .isEmpty();
    assertThat(response.body()).startsWith(0x1f, 0x8b);
    Path file = pprof.file(path.substring(path.lastIndexOf('/') + 1) + ".pb.gz");
    Files.write(file, response.body());
    assertThat(pprof.run("-top", "-cum", "-nodecount=1000", file.toString()))
        .contains("Type: thread\n")
        .contains("created by " + DemoSites.LOST_REPLY);
  }

  /** What a delta profile would be: both add {@code seconds}, and nothing else. */
  @Test
  void delta_askedForAsByTheScrapers_isAnsweredInTime() throws Exception {
    HttpResponse<byte[]> response = asked("/debug/pprof/thread?seconds=1");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
  }

  @ParameterizedTest
  @ValueSource(strings = {"config", "kubernetes"})
  void alloy_everyAttribute_isOneOfItsBlock(String name) {
    AlloyFile file = alloy(name);
    assertThat(file.attributes())
        .allSatisfy(
            attribute ->
                assertThat(
                        ALLOY_ATTRIBUTES.get(
                            attribute.block().replaceFirst("/profile\\..*", "/profile")))
                    .as("%s", attribute)
                    .contains(attribute.name()));
    for (String profile : GO_PROFILES) {
      assertThat(file.attributes())
          .contains(
              new AlloyFile.Attribute(
                  "pyroscope.scrape/profiling_config/profile." + profile, "", "enabled", "false"));
    }
  }

  @Test
  void parca_everyKey_isOneOfItsStructs() {
    Map<String, Object> file = DeployFiles.yaml(DeployFiles.text("profiles/parca.yaml"));
    assertThat(file).containsOnlyKeys("object_storage", "scrape_configs");
    assertThat(DeployFiles.value(file, "object_storage.bucket.type")).isEqualTo("FILESYSTEM");
    Map<?, ?> job = parcaJob();
    assertThat(job.keySet()).isEqualTo(PARCA_JOB);
    assertThat(seconds(job.get("scrape_timeout")))
        .as("Parca refuses a file in which it is not more")
        .isGreaterThan(seconds(job.get("scrape_interval")));
    for (Object profile : parcaProfiles().values()) {
      assertThat(PARCA_PROFILE).containsAll(keys(profile));
    }
    for (String profile : GO_PROFILES) {
      assertThat((Object) parcaProfiles().get(profile)).isEqualTo(Map.of("enabled", false));
    }
  }

  /** As Go's client does, which both have: it takes gzip for a packing that it undoes. */
  private HttpResponse<byte[]> asked(String path) throws IOException, InterruptedException {
    URI address = demo.address().resolve(path);
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(ExternalProcess.DEADLINE)
            .header("User-Agent", "Alloy/v1.10.0")
            .header("Accept-Encoding", "gzip")
            .build();
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .build()
        .send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  private static AlloyFile alloy(String name) {
    return AlloyFile.of(DeployFiles.text("profiles/" + name + ".alloy"));
  }

  private static List<String> alloyPaths(AlloyFile file) {
    return file.attributes().stream()
        .filter(attribute -> attribute.block().endsWith("/profile.custom"))
        .filter(attribute -> attribute.name().equals("path"))
        .map(attribute -> attribute.value().replace("\"", ""))
        .toList();
  }

  private static List<String> parcaPaths() {
    List<String> paths = new ArrayList<>();
    for (Object profile : parcaProfiles().values()) {
      if (((Map<?, ?>) profile).get("path") instanceof String path) {
        paths.add(path);
      }
    }
    return paths;
  }

  private static Map<?, ?> parcaProfiles() {
    Map<?, ?> config = (Map<?, ?>) parcaJob().get("profiling_config");
    return (Map<?, ?>) config.get("pprof_config");
  }

  private static Map<?, ?> parcaJob() {
    Map<String, Object> file = DeployFiles.yaml(DeployFiles.text("profiles/parca.yaml"));
    return (Map<?, ?>) ((List<?>) file.get("scrape_configs")).get(0);
  }

  private static List<String> keys(Object map) {
    return ((Map<?, ?>) map).keySet().stream().map(Object::toString).toList();
  }

  private static int seconds(Object duration) {
    return Integer.parseInt(duration.toString().replace("s", ""));
  }
}
