package io.threadleak.endtoend;

import io.threadleak.endtoend.fixture.ExternalProcess;
import io.threadleak.endtoend.fixture.FreePorts;
import io.threadleak.endtoend.fixture.Project;
import io.threadleak.endtoend.fixture.WatchedService;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** WireMock standalone, a server nobody here wrote, with or without the agent. */
final class WireMockServer implements AutoCloseable {

  private final int port;
  private final @Nullable WatchedService watched;
  private final ExternalProcess process;

  private WireMockServer(int port, @Nullable WatchedService watched, ExternalProcess process) {
    this.port = port;
    this.watched = watched;
    this.process = process;
    process.awaitReady(address().resolve("/__admin/health"));
  }

  static WireMockServer withAgent() {
    int port = FreePorts.next();
    WatchedService watched = WatchedService.start("wiremock-with-agent", arguments(port));
    return new WireMockServer(port, watched, watched.process());
  }

  static WireMockServer withoutAgent() {
    int port = FreePorts.next();
    List<String> command = new ArrayList<>(List.of(Project.java()));
    command.addAll(arguments(port));
    return new WireMockServer(port, null, ExternalProcess.start("wiremock", command));
  }

  /** Root of what WireMock serves. */
  URI address() {
    return URI.create("http://127.0.0.1:" + port + "/");
  }

  /** What the agent serves. */
  WatchedService watched() {
    return Objects.requireNonNull(watched, "runs without the agent");
  }

  ExternalProcess process() {
    return process;
  }

  @Override
  public void close() {
    process.close();
  }

  private static List<String> arguments(int port) {
    Path module = Project.root().resolve("end-to-end");
    return List.of(
        "-jar",
        module.resolve("target/wiremock/wiremock-standalone.jar").toString(),
        "--bind-address",
        "127.0.0.1",
        "--port",
        Integer.toString(port),
        "--root-dir",
        module.resolve("src/test/resources/wiremock").toString(),
        "--max-request-journal-entries",
        "1000",
        "--disable-banner");
  }
}
