package io.threadleak.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The library chart in the chart of a service, as Helm renders it. */
final class AgentChartTest {

  private static final Path LIBRARY = Project.deploy("helm/threadleak-agent");
  private static final Chart SHOP = new Chart(Project.deploy("src/test/charts/shop"));

  /** A row of the README's table: the key and the variable of an option. */
  private static final Pattern OPTION =
      Pattern.compile("(?m)^\\| `(\\w+)` \\| `THREADLEAK_(\\w+)` \\|");

  @Test
  void lint_strict_findsNothing() {
    for (Chart chart : new Chart[] {new Chart(LIBRARY), SHOP}) {
      LintResult lint = chart.lint();
      assertThat(lint.isFailed()).as("%s", lint.getMessages()).isFalse();
      assertThat(lint.getMessages()).noneMatch(message -> message.contains("[WARNING]"));
    }
  }

  @Test
  void defaults_rendered_carryTheAgentIntoTheService() {
    PodSpec pod = pod("threadleak-agent: {javaToolOptions: -Xmx1g}");

    Container carrier = pod.getInitContainers().get(0);
    assertThat(carrier.getCommand())
        .containsExactly("cp", "/threadleak.jar", "/threadleak/threadleak.jar");
    assertThat(carrier.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(carrier.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
    assertThat(variables(pod))
        .containsEntry("JAVA_TOOL_OPTIONS", "-Xmx1g -javaagent:/threadleak/threadleak.jar")
        .containsEntry("THREADLEAK_HOST", "0.0.0.0")
        .containsEntry("THREADLEAK_PORT", "9847")
        .containsEntry("THREADLEAK_OPEN_TO_NETWORK", "on")
        .containsEntry("SHOP", "open")
        .doesNotContainKey("THREADLEAK_WEB_CONFIG");
    assertThat(pod.getContainers().get(0).getPorts())
        .anySatisfy(
            port -> {
              assertThat(port.getName()).isEqualTo("threadleak");
              assertThat(port.getContainerPort()).isEqualTo(9847);
            });
    assertEveryMountHasAVolume(pod);
  }

  @Test
  void webConfig_named_isMountedAndAskedFor() {
    PodSpec pod = pod("threadleak-agent: {openToNetwork: false, webConfig: {secretName: users}}");

    assertThat(variables(pod))
        .containsEntry("THREADLEAK_WEB_CONFIG", "/etc/threadleak/web.yml")
        .doesNotContainKey("THREADLEAK_OPEN_TO_NETWORK");
    assertThat(pod.getVolumes())
        .filteredOn(volume -> volume.getSecret() != null)
        .singleElement()
        .satisfies(volume -> assertThat(volume.getSecret().getSecretName()).isEqualTo("users"));
    assertEveryMountHasAVolume(pod);
  }

  /** The values that the document gives to copy. */
  @Test
  void valuesOfTheDocument_rendered_areTaken() {
    String document = Project.text(Project.root().resolve("docs/deploy.md"));
    String block = document.substring(document.indexOf("# values.yaml\n"));

    PodSpec pod = pod(block.substring(0, block.indexOf("```")) + "  openToNetwork: false\n");

    assertThat(variables(pod))
        .containsEntry("JAVA_TOOL_OPTIONS", "-Xmx1g -javaagent:/threadleak/threadleak.jar")
        .containsEntry("THREADLEAK_APPLICATION_PACKAGES", "com.acme")
        .containsEntry("THREADLEAK_WEB_CONFIG", "/etc/threadleak/web.yml");
  }

  /** Every option of the README, by its key, becomes the variable of its row. */
  @Test
  void option_anyOfTheReadme_becomesItsVariable() {
    String readme = Project.text(Project.root().resolve("README.md"));
    Map<String, String> options =
        OPTION
            .matcher(readme)
            .results()
            .filter(row -> !row.group(1).matches("port|host|webConfig|openToNetwork"))
            .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
    assertThat(options).hasSizeGreaterThan(20).containsEntry("recordingAge", "RECORDING_AGE");
    String values =
        options.keySet().stream().map(key -> key + ": 7").collect(Collectors.joining(", "));

    Map<String, String> variables = variables(pod("threadleak-agent: {options: {" + values + "}}"));

    assertThat(variables.keySet())
        .containsAll(options.values().stream().map(name -> "THREADLEAK_" + name).toList());
  }

  @Test
  void option_ofEachType_isText() {
    Map<String, String> variables =
        variables(
            pod(
                "threadleak-agent:"
                    + " {options: {pinnedEvents: false, freeProven: true, virtualStacks: 2,"
                    + " interval: 15s, evidenceSignal: 'off'}}"));

    assertThat(variables)
        .containsEntry("THREADLEAK_PINNED_EVENTS", "off")
        .containsEntry("THREADLEAK_FREE_PROVEN", "on")
        .containsEntry("THREADLEAK_VIRTUAL_STACKS", "2")
        .containsEntry("THREADLEAK_INTERVAL", "15s")
        .containsEntry("THREADLEAK_EVIDENCE_SIGNAL", "off");
  }

  @Test
  void disabled_rendered_leavesTheServiceAlone() {
    PodSpec pod = pod("threadleak-agent: {enabled: false}");

    assertThat(pod.getInitContainers()).isNullOrEmpty();
    assertThat(pod.getVolumes()).isNullOrEmpty();
    assertThat(variables(pod)).containsOnlyKeys("SHOP");
    assertThat(pod.getContainers().get(0).getPorts()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "registry.example.org:5000/jvm/threadleak-agent:0.1.0",
        "threadleak-agent",
        "threadleak-agent@sha256:"
            + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
      })
  void image_anyForm_isTaken(String image) {
    PodSpec pod = pod("threadleak-agent: {image: '" + image + "'}");
    assertThat(pod.getInitContainers().get(0).getImage()).isEqualTo(image);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          threadleak-agent: {openToNetwork: false}          | set webConfig.secretName, or openToNetwork
          threadleak-agent: {port: 0}                       | port
          threadleak-agent: {image: ''}                     | image
          threadleak-agent: {options: {webConfig: a.yml}}   | webConfig
          threadleak-agent: {options: {THREADLEAK_PORT: 1}} | THREADLEAK_PORT
          threadleak-agent: {imagePullPolicy: Sometimes}    | imagePullPolicy
          threadleak-agent: {colour: blue}                  | colour
          """)
  void badValue_rendered_isRefusedByName(String values, String told) {
    assertThatThrownBy(() -> SHOP.render(values)).hasMessageContaining(told);
  }

  private static PodSpec pod(String values) {
    return Rendered.only(SHOP.render(values), Deployment.class).getSpec().getTemplate().getSpec();
  }

  private static Map<String, String> variables(PodSpec pod) {
    return pod.getContainers().get(0).getEnv().stream()
        .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
  }

  private static void assertEveryMountHasAVolume(PodSpec pod) {
    assertThat(pod.getContainers().get(0).getVolumeMounts())
        .extracting(VolumeMount::getName)
        .containsExactlyElementsOf(
            pod.getVolumes().stream().map(volume -> volume.getName()).toList());
  }
}
