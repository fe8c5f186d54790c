package io.threadleak.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.demo.DemoSites;
import io.threadleak.endtoend.fixture.DemoLines;
import io.threadleak.endtoend.fixture.ExternalProcess;
import io.threadleak.endtoend.fixture.FreePorts;
import io.threadleak.endtoend.fixture.GoPprof;
import io.threadleak.endtoend.fixture.Http;
import io.threadleak.endtoend.fixture.Project;
import io.threadleak.endtoend.fixture.WatchedService;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The real {@code go tool pprof} reads the profiles of the running demo and names what leaks. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GoToolIT {

  private static final String CREATED_BY = "created by ";

  /** The source of the one line of the demo that loses replies. */
  private static final String LOSING_CODE = "threads.newThread(reply).start();";

  private WatchedService demo;
  private GoPprof pprof;

  @BeforeAll
  void start() throws Exception {
    pprof = GoPprof.create();
    demo = WatchedService.demo();
    demo.awaitLive(DemoLines.leaky(), 6);
  }

  @AfterAll
  void end() {
    demo.close();
    pprof.close();
  }

  @Test
  void top_ofThread_namesWhoStartedTheLeaks() throws Exception {
    String top = pprof.run("-top", "-cum", "-nodecount=1000", profile("thread"));

    assertThat(top).contains("Type: thread\n").contains("Showing nodes accounting for");
    assertThat(top).contains(functions(DemoLines.leaky()));
  }

  @Test
  void traces_ofThread_goFromTheWaitToTheStarter() {
    String traces = pprof.run("-traces", "-focus=" + DemoSites.LOST_REPLY, profile("thread"));

    assertThat(traces)
        .containsSubsequence(
            "kind:  platform",
            "site:",
            "state:  waiting",
            "java.util.concurrent.locks.LockSupport.park",
            "io.threadleak.demo.LostReplyHandler$Reply.run",
            CREATED_BY + DemoSites.LOST_REPLY);
  }

  @Test
  void peek_ofAStarter_showsWhereItsThreadsStand() {
    String peek = pprof.run("-peek", CREATED_BY + DemoSites.LOST_REPLY, profile("thread"));

    assertThat(peek).contains(CREATED_BY + DemoSites.LOST_REPLY).contains("Thread.run");
  }

  @Test
  void tags_ofThread_listSitesStatesAndKinds() throws Exception {
    String tags = pprof.run("-tags", profile("thread"));

    assertThat(tags)
        .contains("site_id: Total", "state: Total", "kind: Total", "entry: Total", "platform")
        .contains(DemoLines.leaky());
  }

  @Test
  void list_withSourcePath_showsTheLeakingLine() {
    for (String name : List.of("thread", "threadcreate")) {
      String list =
          pprof.run(
              "-list",
              "created by .*LostReplyHandler.waitForReplyThatNeverComes",
              "-source_path=" + sources(),
              profile(name));

      assertThat(list.lines().filter(line -> line.contains(LOSING_CODE)))
          .as(list)
          .singleElement()
          .asString()
          .as("a count before the source")
          .containsPattern("^ +\\S+ +\\d+ ");
    }
  }

  @Test
  void svg_ofThread_isDrawn() throws Exception {
    Path drawing = pprof.file("thread.svg");

    pprof.run("-svg", "-nodefraction=0", "-output=" + drawing, profile("thread"));

    assertThat(Files.readString(drawing)).contains("<svg").contains("LostReplyHandler");
  }

  @Test
  void base_earlierProfile_leavesWhatCameSince() throws Exception {
    Path before = pprof.file("before.pb.gz");
    pprof.run("-proto", "-output=" + before, profile("thread"));
    int live = live();
    Awaitility.await()
        .atMost(ExternalProcess.DEADLINE)
        .untilAsserted(() -> assertThat(live()).isGreaterThan(live + 5));

    String grown =
        pprof.run("-top", "-cum", "-nodecount=1000", "-base=" + before, profile("thread"));

    assertThat(grown).contains(functions(DemoLines.leakyPlatform()));
    assertThat(grown).doesNotContain(CREATED_BY + DemoSites.SHARED_POOL);
  }

  @Test
  void seconds_given_isADifferenceTheToolReads() {
    String top = pprof.run("-top", "-cum", "-nodecount=1000", profile("thread?seconds=5"));

    assertThat(top).contains("Duration: 5").contains(CREATED_BY + DemoSites.LOST_REPLY);
  }

  @Test
  void text_atDebugOne_isReadByTheTool() {
    assertThat(pprof.run("-raw", "-symbolize=none", profile("thread?debug=1")))
        .contains("PeriodType: thread count")
        .containsPattern("Locations\n +1: 0x");
  }

  @Test
  void sampleIndex_eachType_isChosen() {
    assertThat(pprof.run("-top", "-sample_index=wait", profile("thread"))).contains("Type: wait");
    assertThat(pprof.run("-top", "-sample_index=live", profile("threadcreate")))
        .contains("Type: live");
  }

  @Test
  void webServer_everyView_answers() throws Exception {
    int port = FreePorts.next();
    try (ExternalProcess web = pprof.serve(port, profile("thread"))) {
      for (String view :
          List.of("", "top", "flamegraph", "peek?f=LostReply", "source?f=LostReply")) {
        String page = Http.body(URI.create("http://127.0.0.1:" + port + "/ui/" + view));
        assertThat(page).as(view + web.output()).contains("LostReplyHandler");
      }
    }
  }

  @Test
  void threadleak_ofTheDemo_namesTheLinesThatCanBeProven() throws Exception {
    String leak = pprof.file("threadleak.pb.gz").toString();
    pprof.run("-proto", "-output=" + leak, profile("threadleak"));

    assertThat(pprof.run("-top", "-cum", "-nodecount=1000", leak))
        .contains("Type: thread\n")
        .contains(CREATED_BY + DemoSites.LOST_REPLY, CREATED_BY + DemoSites.EXECUTOR_PER_REQUEST)
        .doesNotContain(DemoSites.TIMER_PER_REQUEST)
        .doesNotContain(DemoSites.HEALTHY);
    assertThat(pprof.run("-traces", leak))
        .contains("tier:  proved", "why:  ", "waits_for:  a java.util.concurrent.SynchronousQueue");
    assertThat(pprof.run("-list", "waitForReplyThatNeverComes", "-source_path=" + sources(), leak))
        .contains(LOSING_CODE);
  }

  @Test
  void unknownProfile_error_isShownByTheTool() {
    assertThat(pprof.fail("-top", profile("goroutine")))
        .contains("404 Not Found - Unknown profile");
  }

  private int live() throws Exception {
    return WatchedService.sites(demo.report())
        .filter(site -> site.path("site").asString().startsWith(DemoSites.LOST_REPLY))
        .mapToInt(site -> site.path("live").asInt())
        .sum();
  }

  private String profile(String name) {
    return demo.address().resolve("/debug/pprof/" + name).toString();
  }

  private static Path sources() {
    return Project.root().resolve("demo-service/src/main/java");
  }

  /** The synthetic root frames of these sites. */
  private static String[] functions(List<String> labels) {
    return labels.stream()
        .map(label -> CREATED_BY + label.substring(0, label.indexOf('(')))
        .toArray(String[]::new);
  }
}
