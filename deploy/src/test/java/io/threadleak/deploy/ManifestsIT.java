package io.threadleak.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The plain manifests, as {@code kubectl} puts them together and the cluster's types read them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ManifestsIT {

  @TempDir private static Path directory;

  private String rendered;
  private String kustomized;

  @BeforeAll
  void render() throws Exception {
    Command.run(List.of(Project.deploy("kubernetes/render").toString(), directory.toString()));
    try (Stream<Path> files = Files.list(directory)) {
      rendered =
          files
              .filter(file -> !file.endsWith("kustomization.yaml"))
              .map(Project::text)
              .collect(Collectors.joining("\n---\n"));
    }
    kustomized = Command.run(List.of(kubectl(), "kustomize", directory.toString()));
  }

  @Test
  void manifests_rendered_areAMonitorAndAllRulesAndDashboards() {
    assertThat(Manifest.all(rendered))
        .hasSize(1 + Project.alertRules().size() + Project.dashboards().size());
    assertThat(Rendered.rules(rendered)).isEqualTo(Rendered.rulesOfTheFiles());
    assertThat(Rendered.dashboards(rendered)).isEqualTo(Rendered.dashboardsOfTheFiles());
  }

  /** Kustomize folds long lines anew, and may add a newline to an expression. */
  @Test
  void kustomization_built_holdsTheSameButForSpace() {
    assertThat(withoutSpace(Rendered.rules(kustomized)))
        .isEqualTo(withoutSpace(Rendered.rulesOfTheFiles()));
    assertThat(Rendered.dashboards(kustomized)).isEqualTo(Rendered.dashboardsOfTheFiles());
    assertThat(Rendered.only(kustomized, PodMonitor.class))
        .isEqualTo(Rendered.only(rendered, PodMonitor.class));
  }

  @Test
  void podMonitor_ofBothWays_asksForTheSame() {
    PodMonitor chart =
        Rendered.only(new Chart(Project.deploy("helm/threadleak")).render(), PodMonitor.class);
    assertThat(Rendered.only(rendered, PodMonitor.class).getSpec()).isEqualTo(chart.getSpec());
  }

  @Test
  void patch_appliedByKubectl_addsTheAgentAndLeavesTheRest() throws Exception {
    PodSpec pod = Rendered.only(patched(), Deployment.class).getSpec().getTemplate().getSpec();

    assertThat(pod.getInitContainers())
        .extracting(Container::getName)
        .containsExactlyInAnyOrder("threadleak", "migrate");
    assertThat(pod.getContainers())
        .extracting(Container::getName)
        .containsExactly("app", "sidecar");
    Container app = pod.getContainers().get(0);
    Map<String, String> variables =
        app.getEnv().stream().collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
    assertThat(variables)
        .containsEntry("JAVA_TOOL_OPTIONS", " -javaagent:/threadleak/threadleak.jar")
        .containsEntry("THREADLEAK_WEB_CONFIG", "/etc/threadleak/web.yml")
        .containsEntry("SHOP", "open");
    assertThat(app.getPorts()).hasSize(2);
    assertThat(pod.getVolumes().stream().map(volume -> volume.getName()))
        .containsAll(app.getVolumeMounts().stream().map(VolumeMount::getName).toList());
  }

  /** What the types must not let pass. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          interval: 15s           | intervall: 15s         | intervall
          podMetricsEndpoints:    | podMetricEndpoints:    | podMetricEndpoints
          sampleLimit: 5000       | sampleLimits: 5000     | sampleLimits
          jobLabel:               | joblabel:              | joblabel
          scrapeTimeout: 10s      | scrapeTimeout: 10      | String
          """)
  void reader_seededFault_isTold(String right, String wrong, String told) {
    String manifest = Project.text(Project.deploy("kubernetes/pod-monitor.yaml"));
    String broken = manifest.replace(right, wrong);
    assertThat(broken).as("the fault is seeded").isNotEqualTo(manifest);
    assertThatThrownBy(() -> Manifest.all(broken)).hasMessageContaining(told);
  }

  private static String patched() throws Exception {
    return Command.run(
        List.of(
            kubectl(),
            "patch",
            "--local",
            "--type=strategic",
            "--filename=" + Project.deploy("src/test/resources/deployment.yaml"),
            "--patch=" + Project.text(Project.deploy("kubernetes/agent-patch.yaml")),
            "--output=yaml"));
  }

  private static String withoutSpace(Map<String, Object> rules) {
    return new TreeMap<>(rules)
        .values().stream()
            .map(spec -> Yaml.sorted(spec).replaceAll("\\s+", " "))
            .collect(Collectors.joining("\n"));
  }

  private static String kubectl() {
    return Command.path("kubectl", "kubernetes-client");
  }
}
