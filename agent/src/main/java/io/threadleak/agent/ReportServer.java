package io.threadleak.agent;

import io.threadleak.ThreadLeakMonitor;
import io.threadleak.agent.options.AgentOptions;
import io.threadleak.agent.options.DoorsChoice;
import io.threadleak.exposition.EvidenceDoor;
import io.threadleak.http.OpenDoorException;
import io.threadleak.http.ThreadLeakServer;
import io.threadleak.json.JsonHistories;
import io.threadleak.json.JsonProofs;
import io.threadleak.json.JsonReports;
import io.threadleak.json.JsonStacks;
import io.threadleak.page.ReportPage;
import io.threadleak.pprof.PprofProfiles;
import io.threadleak.prometheus.PrometheusExposition;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The server of an agent: a monitor's reports as metrics and JSON, and its profiles. */
final class ReportServer {

  private ReportServer() {}

  /**
   * Serves where the options say and tells the address to {@link AgentAddress}.
   *
   * @param evidence what bundles of evidence are asked of; null where none are kept
   * @param warnings takes what the operator must know, one sentence each
   * @throws IOException if the address cannot be bound or a web config file is refused; the message
   *     names it and the cure
   */
  static void start(
      ThreadLeakMonitor monitor,
      AgentOptions options,
      @Nullable EvidenceDoor evidence,
      Consumer<String> warnings)
      throws IOException {
    ThreadLeakServer.Builder builder =
        ThreadLeakServer.builder()
            .host(options.host())
            .port(options.port())
            .reports(monitor::report)
            .metrics(new PrometheusExposition())
            .report(new JsonReports())
            .history(monitor.histories(), new JsonHistories())
            .stacks(monitor::profile, new JsonStacks())
            .page(ReportPage.live(), ReportPage.contentSecurityPolicy())
            .profiles(
                new PprofProfiles(
                    monitor::report, monitor::profile, atMost -> monitor.prove().await(atMost)))
            .proofs(monitor.proofDoor(), new JsonProofs())
            .warnings(warnings);
    if (evidence != null) {
      builder.evidence(evidence);
    }
    guard(builder, options.doors());
    ThreadLeakServer server = startOrStayHome(builder, warnings);
    AgentAddress.publish(server.host(), server.port(), server.speaksTls());
  }

  /** A door that nobody said to leave open is not opened, but the report can be had at home. */
  private static ThreadLeakServer startOrStayHome(
      ThreadLeakServer.Builder builder, Consumer<String> warnings) throws IOException {
    try {
      return builder.start();
    } catch (OpenDoorException e) {
      String home = ThreadLeakServer.Builder.DEFAULT_HOST;
      warnings.accept(e.getMessage() + "; until then it is served on " + home + " alone");
      return builder.host(home).start();
    }
  }

  private static void guard(ThreadLeakServer.Builder builder, DoorsChoice doors)
      throws IOException {
    builder.openToNetwork(doors.openToNetwork());
    try {
      Path all = doors.webConfigPath();
      if (all != null) {
        builder.webConfig(all);
      }
      Path details = doors.detailsWebConfigPath();
      if (details != null) {
        builder.detailsWebConfig(details);
      }
    } catch (InvalidPathException e) {
      throw new IOException("webConfig or detailsWebConfig is no path: " + e.getMessage(), e);
    }
  }
}
