package io.threadleak.agent;

import io.threadleak.ThreadLeakMonitor;
import io.threadleak.agent.options.AgentOptions;
import io.threadleak.http.ThreadLeakServer;
import io.threadleak.json.JsonProofs;
import io.threadleak.json.JsonReports;
import io.threadleak.pprof.PprofProfiles;
import io.threadleak.prometheus.PrometheusExposition;
import java.io.IOException;

/** The server of an agent: a monitor's reports as metrics and JSON, and its profiles. */
final class ReportServer {

  private ReportServer() {}

  /**
   * Serves where the options say and tells the address to {@link AgentAddress}.
   *
   * @throws IOException if the address cannot be bound; the message names it and the cure
   */
  static void start(ThreadLeakMonitor monitor, AgentOptions options) throws IOException {
    ThreadLeakServer server =
        ThreadLeakServer.builder()
            .host(options.host())
            .port(options.port())
            .reports(monitor::report)
            .metrics(new PrometheusExposition())
            .report(new JsonReports())
            .profiles(
                new PprofProfiles(
                    monitor::report, monitor::profile, atMost -> monitor.prove().await(atMost)))
            .proofs(monitor.proofDoor(), new JsonProofs())
            .start();
    AgentAddress.publish(server.host(), server.port());
  }
}
