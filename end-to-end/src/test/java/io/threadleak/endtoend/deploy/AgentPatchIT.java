package io.threadleak.endtoend.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.demo.DemoService;
import io.threadleak.endtoend.fixture.ClassPath;
import io.threadleak.endtoend.fixture.ExternalProcess;
import io.threadleak.endtoend.fixture.FreePorts;
import io.threadleak.endtoend.fixture.Http;
import io.threadleak.endtoend.fixture.Project;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service in the environment that the patch gives to its container, on this machine. */
final class AgentPatchIT {

  private static final Duration DEADLINE = Duration.ofMinutes(2);

  /** Of {@code secret}, at bcrypt's lowest cost. */
  private static final String WEB_CONFIG =
      """
      basic_auth_users:
        prometheus: $2b$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW
      """;

  @Test
  void service_inThePatchedEnvironment_hasTheAgentAndAsksForAUser(@TempDir Path directory)
      throws Exception {
    int port = FreePorts.next();
    Path webConfig = Files.writeString(directory.resolve("web.yml"), WEB_CONFIG);
    Map<String, String> environment = environment();
    replace(
        environment,
        "JAVA_TOOL_OPTIONS",
        "/threadleak/threadleak.jar",
        Project.agentJar().toString());
    replace(environment, "THREADLEAK_WEB_CONFIG", "/etc/threadleak/web.yml", webConfig.toString());
    replace(environment, "THREADLEAK_HOST", "0.0.0.0", "127.0.0.1");
    environment.put("THREADLEAK_PORT", Integer.toString(port));
    URI metrics = URI.create("http://127.0.0.1:" + port + "/metrics");
    try (ExternalProcess service =
        ExternalProcess.start(
            "patched",
            List.of(
                Project.java(),
                "-cp",
                ClassPath.of(DemoService.class),
                DemoService.class.getName(),
                "--healthy"),
            environment)) {
      Awaitility.await()
          .atMost(DEADLINE)
          .ignoreExceptionsInstanceOf(IOException.class)
          .untilAsserted(
              () -> assertThat(status(metrics, "secret")).as(service.output()).isEqualTo(200));
      assertThat(status(metrics, "guess")).isEqualTo(401);
      assertThat(Http.get(metrics).statusCode()).isEqualTo(401);
    }
  }

  /** The variables of the patch's container. */
  private static Map<String, String> environment() {
    Map<String, Object> patch = DeployFiles.yaml(DeployFiles.text("kubernetes/agent-patch.yaml"));
    List<?> containers = (List<?>) DeployFiles.value(patch, "spec.template.spec.containers");
    Map<String, String> variables = new HashMap<>();
    for (Object variable : (List<?>) ((Map<?, ?>) containers.get(0)).get("env")) {
      Map<?, ?> entry = (Map<?, ?>) variable;
      variables.put(entry.get("name").toString(), entry.get("value").toString());
    }
    return variables;
  }

  private static void replace(
      Map<String, String> environment, String name, String part, String by) {
    environment.compute(name, (key, value) -> DeployFiles.replaced(value, part, by));
  }

  private static int status(URI address, String password) throws IOException {
    String user =
        Base64.getEncoder()
            .encodeToString(("prometheus:" + password).getBytes(StandardCharsets.UTF_8));
    return Http.send(
            HttpRequest.newBuilder(address).header("Authorization", "Basic " + user).build())
        .statusCode();
  }
}
