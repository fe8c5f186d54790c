package io.threadleak.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That every benchmark still runs and prints its table; what the figures say is nobody's test. */
class BenchmarksSmokeTest {

  @Test
  void benchmarks_quickRun_printEveryTable() throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();

    Main.run(
        List.of(Settings.QUICK_OPTION, System.getProperty("threadleak.jar")),
        new PrintStream(printed, true, StandardCharsets.UTF_8));

    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("## JDK " + Runtime.version().feature())
        .contains("### One look at 20 live threads on 10 sites")
        .contains("### One look at 50 live threads on 10 sites")
        .contains("### One scrape at 10 sites and 20 live threads")
        .contains("### One scrape at 10 sites and 50 live threads")
        .contains("### Recording a round at 20 live threads on 5 sites")
        .contains("### A day of 5 sites, a round every 10 s")
        .contains("### Start and end of a platform thread, creator 40 frames deep")
        .contains("### A scope entered and left")
        .contains("### Footprint beside 50 live threads")
        .contains("| " + Peers.MICROMETER + " |")
        .contains(virtualTables())
        .contains("### Looking at 2 MiB of small objects", "| `jcmd GC.heap_dump` |")
        .contains("### Looking at 50 platform threads, 1 % of them leaked")
        .contains("### Reading a dump of 2 MiB of small objects", "| threadleak: ");
  }

  private static List<String> virtualTables() {
    return Runtime.version().feature() < 21
        ? List.of("### Virtual threads", "Not measured: JDK")
        : List.of(
            "### A round beside parked virtual threads, and a dump of them in the same JVM",
            "### Start and end of a virtual thread",
            "### Heap that the agent takes beside parked virtual threads",
            "### Live threads by site where one class of task is started from three places");
  }
}
