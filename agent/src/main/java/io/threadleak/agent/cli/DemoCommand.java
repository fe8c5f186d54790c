package io.threadleak.agent.cli;

import io.threadleak.model.LeakReport;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the demo service under the agent in a JVM of its own, and shows what is found. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a small service that leaks threads in three places (virtual ones in a fourth, on Java",
      "21 and later), under the agent and its own load, and shows the sites live; at the end prints",
      "the report, and exits with 1 if a site leaks."
    })
final class DemoCommand implements Callable<Integer> {

  private static final int SECONDS_BETWEEN_TABLES = 5;
  private static final int DAY_SECONDS = 86_400;
  private static final int JAVA_OF_VIRTUAL_THREADS = 21;

  @Spec private CommandSpec spec;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "End after N seconds, 1 to 86400; without it, run until Ctrl-C.")
  private @Nullable Integer seconds;

  @Option(
      names = "--format",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "Of the report at the end: text (the default) or json.")
  private Format format;

  @Option(names = "--healthy", description = "Leave the leaky endpoints alone.")
  private boolean healthy;

  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
  DemoCommand() {}

  @Override
  public Integer call() throws CommandException, InterruptedException {
    if (seconds != null && (seconds < 1 || seconds > DAY_SECONDS)) {
      throw new ParameterException(
          spec.commandLine(), "--seconds is " + seconds + ": give 1 to " + DAY_SECONDS);
    }
    try (DemoChild service = DemoChild.start(OwnJar.path(), healthy, spec.commandLine().getErr())) {
      LeakReport last = watch(service);
      PrintWriter out = spec.commandLine().getOut();
      out.print(format.render(last));
      out.flush();
      return last.leaks() ? Main.LEAK : Main.FINE;
    }
  }

  /** Shows tables until the time is up; returns the last report. */
  private LeakReport watch(DemoChild service) throws CommandException, InterruptedException {
    PrintWriter live =
        format == Format.TEXT ? spec.commandLine().getOut() : spec.commandLine().getErr();
    service.awaitServing();
    printHead(service, live);
    ReportFetch fetch = new ReportFetch(new DoorOptions());
    long begin = System.nanoTime();
    int elapsed = 0;
    while (seconds == null || elapsed < seconds) {
      int step =
          seconds == null
              ? SECONDS_BETWEEN_TABLES
              : Math.min(SECONDS_BETWEEN_TABLES, seconds - elapsed);
      elapsed += step;
      TimeUnit.NANOSECONDS.sleep(begin + TimeUnit.SECONDS.toNanos(elapsed) - System.nanoTime());
      service.checkAlive();
      if (seconds == null || elapsed < seconds) {
        live.printf("%n%d s: %s", elapsed, ReportText.brief(fetch.fetch(service.agentUrl())));
        live.flush();
      }
    }
    live.println();
    return fetch.fetch(service.agentUrl());
  }

  private static void printHead(DemoChild service, PrintWriter live) {
    live.printf(
        "service: %s%nreport:  %s/api/v1/report%nmetrics: %2$s/metrics%n",
        service.url(), service.agentUrl());
    int java = Runtime.version().feature();
    if (java < JAVA_OF_VIRTUAL_THREADS) {
      live.printf(
          "note:    The fourth leak, of virtual threads, needs Java %d or later; this is Java %d.%n",
          JAVA_OF_VIRTUAL_THREADS, java);
    }
  }
}
