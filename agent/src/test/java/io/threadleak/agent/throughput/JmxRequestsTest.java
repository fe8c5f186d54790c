package io.threadleak.agent.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.jmx.MBeanContainer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.DefaultHandler;
import org.eclipse.jetty.server.handler.StatisticsHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The MBeans of the real Tomcat and the real Jetty. */
class JmxRequestsTest {

  private final JmxRequests requests = new JmxRequests();

  @Test
  void completed_neitherServer_isUnknown() {
    assertThat(requests.completed()).isEmpty();
  }

  @Test
  void completed_tomcat_isTheRequestsOfItsConnectors(@TempDir Path folder) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(folder.toString());
    tomcat.setSilent(true);
    Connector connector = new Connector();
    connector.setPort(0);
    tomcat.setConnector(connector);
    tomcat.addContext("", folder.toString());
    tomcat.start();
    try {
      ask(connector.getLocalPort(), 3);

      await().until(() -> requests.completed().orElse(0) == 3);
      assertThat(requests.source()).isEqualTo("Tomcat's requests by JMX");
    } finally {
      tomcat.stop();
      tomcat.destroy();
    }
  }

  @Test
  void completed_jettyThatKeepsStatistics_isItsRequests() throws Exception {
    Server server = new Server(0);
    MBeanContainer beans = new MBeanContainer(ManagementFactory.getPlatformMBeanServer());
    server.addBean(beans);
    server.setHandler(new StatisticsHandler(new DefaultHandler()));
    server.start();
    try {
      ask(((ServerConnector) server.getConnectors()[0]).getLocalPort(), 4);

      await().until(() -> requests.completed().orElse(0) == 4);
      assertThat(requests.source()).isEqualTo("Jetty's requests by JMX");
    } finally {
      server.stop();
      beans.destroy();
    }
  }

  private static void ask(int port, int times) throws IOException {
    URL nowhere = URI.create("http://127.0.0.1:" + port + "/nowhere").toURL();
    for (int i = 0; i < times; i++) {
      try (InputStream answer = nowhere.openStream()) {
        throw new IllegalStateException("an answer: " + answer.available());
      } catch (FileNotFoundException expected) {
        assertThat(expected).hasMessageContaining("nowhere");
      }
    }
  }
}
