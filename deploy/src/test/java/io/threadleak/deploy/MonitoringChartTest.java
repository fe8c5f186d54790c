package io.threadleak.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.openshift.api.model.monitoring.v1.PodMetricsEndpoint;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The chart that watches services, as Helm renders it and the cluster's types read it. */
final class MonitoringChartTest {

  private static final Chart CHART = new Chart(Project.deploy("helm/threadleak"));

  private static final String EVERYTHING =
      Project.text(Project.deploy("src/test/resources/everything.yaml"));

  @Test
  void lint_strict_findsNothing() {
    LintResult lint = CHART.lint();
    assertThat(lint.isFailed()).as("%s", lint.getMessages()).isFalse();
    assertThat(lint.getMessages()).noneMatch(message -> message.contains("[WARNING]"));
  }

  @Test
  void defaults_rendered_areAMonitorAndAllRulesAndDashboards() {
    List<HasMetadata> manifests = Manifest.all(CHART.render());

    assertThat(manifests)
        .extracting(HasMetadata::getKind)
        .containsOnly("PodMonitor", "PrometheusRule", "ConfigMap");
    assertThat(manifests)
        .hasSize(1 + Project.alertRules().size() + Project.dashboards().size())
        .allSatisfy(
            manifest -> {
              assertThat(manifest.getMetadata().getNamespace()).isEqualTo(Chart.NAMESPACE);
              assertThat(manifest.getMetadata().getName())
                  .startsWith("watch-threadleak")
                  .hasSizeLessThanOrEqualTo(63);
              assertThat(manifest.getMetadata().getLabels())
                  .containsEntry("app.kubernetes.io/instance", Chart.RELEASE);
            });
  }

  @Test
  void rules_rendered_areThoseOfTheFiles() {
    assertThat(Rendered.rules(CHART.render())).isEqualTo(Rendered.rulesOfTheFiles());
  }

  @Test
  void rules_replacedByTunedOnes_areThose() throws Exception {
    String tuned =
        Command.run(
            List.of(
                Project.root().resolve("alert-rules/tune").toString(),
                "threadleak.yml",
                "near_limit_ratio=0.8"));
    String values = "prometheusRule:\n  replace:\n    threadleak: |\n" + tuned.indent(6);

    Map<String, Object> rules = Rendered.rules(CHART.render(values));

    assertThat(rules.get("threadleak"))
        .isEqualTo(Yaml.map(tuned))
        .isNotEqualTo(Rendered.rulesOfTheFiles().get("threadleak"));
    assertThat(rules.keySet()).isEqualTo(Rendered.rulesOfTheFiles().keySet());
  }

  @Test
  void dashboards_rendered_areTheFilesAndFitIntoAConfigMap() {
    String rendered = CHART.render();
    assertThat(Rendered.dashboards(rendered)).isEqualTo(Rendered.dashboardsOfTheFiles());
    assertThat(Manifest.all(rendered, ConfigMap.class))
        .allSatisfy(
            map ->
                assertThat(map.getMetadata().getLabels()).containsEntry("grafana_dashboard", "1"));
  }

  @Test
  void everything_rendered_reachesItsPlace() {
    String rendered = CHART.render(EVERYTHING);

    PodMonitor monitor = Rendered.only(rendered, PodMonitor.class);
    assertThat(monitor.getMetadata().getLabels())
        .containsEntry("release", "kube-prometheus-stack")
        .containsEntry("team", "platform");
    assertThat(monitor.getSpec().getNamespaceSelector().getMatchNames())
        .containsExactly("orders", "billing");
    assertThat(monitor.getSpec().getSelector().getMatchLabels()).containsEntry("java", "yes");
    assertThat(monitor.getSpec().getSampleLimit()).isEqualTo(20_000);
    PodMetricsEndpoint endpoint = monitor.getSpec().getPodMetricsEndpoints().get(0);
    assertThat(endpoint.getScheme()).isEqualTo("https");
    assertThat(endpoint.getTlsConfig().getCa().getSecret().getKey()).isEqualTo("authority.pem");
    assertThat(endpoint.getTlsConfig().getServerName()).isEqualTo("agents.example.org");
    assertThat(endpoint.getBasicAuth().getPassword().getName()).isEqualTo("scraper");
    assertThat(Manifest.all(rendered, PrometheusRule.class))
        .as("the one file that is excluded is not there")
        .hasSize(Project.alertRules().size() - 1);
    assertThat(Manifest.all(rendered, ConfigMap.class))
        .allSatisfy(
            map -> {
              assertThat(map.getMetadata().getNamespace()).isEqualTo("grafana");
              assertThat(map.getMetadata().getAnnotations()).containsEntry("grafana_folder", "JVM");
              assertThat(map.getMetadata().getLabels()).containsEntry("dashboard", "yes");
            });
  }

  @Test
  void networkPolicy_otherPortsOpen_shutsTheAgentsPortAlone() {
    NetworkPolicy policy = Rendered.only(CHART.render(EVERYTHING), NetworkPolicy.class);

    assertThat(policy.getSpec().getPodSelector().getMatchLabels()).containsEntry("java", "yes");
    assertThat(policy.getSpec().getIngress().get(0).getFrom()).hasSize(1);
    assertThat(ports(policy, 0)).containsExactly("TCP 9900");
    assertThat(policy.getSpec().getIngress().get(1).getFrom()).isEmpty();
    assertThat(ports(policy, 1)).containsExactly("UDP", "SCTP", "TCP 1-9899", "TCP 9901-65535");
  }

  @Test
  void networkPolicy_otherPortsClosed_opensNothingElse() {
    String closed = EVERYTHING.replace("otherPorts: open", "otherPorts: closed");
    NetworkPolicy policy = Rendered.only(CHART.render(closed), NetworkPolicy.class);

    assertThat(policy.getSpec().getIngress()).hasSize(1);
  }

  @Test
  void everythingOff_rendered_isNothing() {
    String off =
        """
        podMonitor: {enabled: false}
        prometheusRule: {enabled: false}
        dashboards: {enabled: false}
        """;
    assertThat(Manifest.all(CHART.render(off))).isEmpty();
  }

  @Test
  void allNamespaces_rendered_areAny() {
    PodMonitor monitor =
        Rendered.only(CHART.render("podMonitor: {namespaces: ['*']}"), PodMonitor.class);
    assertThat(monitor.getSpec().getNamespaceSelector().getAny()).isTrue();
  }

  /** What a person gets wrong, and what of the message says where. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          podMonitor: {intervall: 15s}                     | intervall
          podMonitor: {interval: 15}                       | interval
          podMonitor: {interval: soon}                     | interval
          podMonitor: {limits: {samples: 100}}             | samples
          podMonitor: {limits: {labelValueLength: 100}}    | labelValueLength
          podMonitor: {port: a-name-of-a-port-too-long}    | port
          podMonitor: {namespaces: orders}                 | namespaces
          podMonitor: {tls: {secretName: agents}}          | podMonitor.tls.enabled
          prometheusRule: {exclude: [leaks]}               | names leaks, and there is no such file
          prometheusRule: {replace: {leaks: 'groups: []'}} | names leaks, and there is no such file
          prometheusRule: {replace: {threadleak: rules}}   | /prometheusRule/replace/threadleak
          dashboards: {labelValue: 1}                      | labelValue
          networkPolicy: {enabled: true}                   | networkPolicy.podLabels is empty
          networkPolicy: {enabled: true, podLabels: {a: b}}| networkPolicy.otherPorts is not set
          networkPolicy: {otherPorts: some}                | otherPorts
          serviceMonitor: {enabled: true}                  | serviceMonitor
          """)
  void badValue_rendered_isRefusedByName(String values, String told) {
    assertThatThrownBy(() -> CHART.render(values)).hasMessageContaining(told);
  }

  @Test
  void schema_everyKey_hasADocumentedDefault() {
    Map<String, Object> schema =
        Yaml.map(Project.text(CHART.directory().resolve("values.schema.json")));
    Map<String, Object> values = Yaml.map(Project.text(CHART.directory().resolve("values.yaml")));
    assertThat(Rendered.keys(schema)).isEqualTo(Rendered.keys(values, Rendered.keys(schema)));
  }

  private static List<String> ports(NetworkPolicy policy, int rule) {
    return policy.getSpec().getIngress().get(rule).getPorts().stream()
        .map(MonitoringChartTest::text)
        .toList();
  }

  private static String text(NetworkPolicyPort port) {
    String range = port.getPort() == null ? "" : " " + port.getPort().getIntVal();
    String end = port.getEndPort() == null ? "" : "-" + port.getEndPort();
    return port.getProtocol() + range + end;
  }
}
