package io.threadleak.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.threadleak.json.JsonReports;
import io.threadleak.model.SampleReports;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private HttpServer server;
  private int status = 200;
  private String body = "";

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/v1/report",
        exchange -> {
          byte[] content = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, content.length);
          exchange.getResponseBody().write(content);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void report_leak_exitsWith1AndPrintsTable() {
    body = new JsonReports().write(SampleReports.typical());

    assertThat(run("report", url())).isEqualTo(1);
    assertThat(out.toString()).isEqualTo(ReportText.full(SampleReports.typical()));
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void report_json_isTheReportOnOneLine() throws IOException {
    body = new JsonReports().write(SampleReports.empty());

    assertThat(run("report", url(), "--format", "JSON")).isZero();
    assertThat(out.toString().lines()).hasSize(1);
    assertThat(new JsonReports().read(out.toString())).isEqualTo(SampleReports.empty());
  }

  @Test
  void report_serverAnswersOtherwise_exitsWith2() {
    body = "<html>";
    assertThat(run("report", url())).isEqualTo(2);
    assertThat(err.toString()).contains("is no threadleak report");

    status = 503;
    assertThat(run("report", url())).isEqualTo(2);
    assertThat(err.toString()).contains("answers with status 503");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void report_nobodyThere_exitsWith2() {
    String url = url();
    server.stop(0);

    assertThat(run("report", url)).isEqualTo(2);
    assertThat(err.toString()).startsWith("threadleak: no answer from " + url);
  }

  @ParameterizedTest
  @CsvSource({
    "report, is neither",
    "report ftp://x, is neither",
    "report 999999999999999999999, is neither",
    "report 999999999, there is no process 999999999",
    "attach 999999999, there is no process 999999999",
    "attach abc, is not a long",
    "attach 1 port=x, 'port=x, from the option string, is refused'",
    "attach 1 prot=1, unknown option",
    "demo --seconds 0, --seconds is 0: give 1 to 86400",
    "demo --seconds x, is not an int",
    "demo --format xml, xml",
    "demo --seconds 1, not run from threadleak.jar",
    "nonsense, nonsense",
  })
  void anyCommand_badInput_exitsWith2AndNamesIt(String line, String message) {
    String[] arguments =
        line.equals("report") ? new String[] {"report", "no url"} : line.split(" ");

    assertThat(run(arguments)).isEqualTo(2);
    assertThat(err.toString()).contains(message);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void noCommand_exitsWith2AndShowsUsage() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("a command is missing", "attach", "report", "demo");
  }

  @Test
  void help_goesToStdout() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("attach", "report", "demo", "Exit status");
    assertThat(err.toString()).isEmpty();
  }

  private int run(String... arguments) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }
}
