package io.threadleak.agent.throughput;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import javax.management.JMException;
import javax.management.JMRuntimeException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Requests that a server counts in an MBean: each connector of Tomcat's, else each handler of
 * Jetty's that keeps statistics. Asks MBean servers that are there, and makes none.
 */
final class JmxRequests implements WorkSource {

  /** MBeans of one kind, and the attribute that counts. */
  private record Kind(String server, String pattern, String attribute) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("Tomcat", "*:type=GlobalRequestProcessor,*", "requestCount"),
          new Kind("Jetty", "*:type=statisticshandler,*", "requests"));

  private volatile String server = "";

  @Override
  public OptionalLong completed() {
    for (Kind kind : KINDS) {
      Long sum = sum(kind);
      if (sum != null) {
        server = kind.server();
        return OptionalLong.of(sum);
      }
    }
    return OptionalLong.empty();
  }

  @Override
  public String source() {
    return server + "'s requests by JMX";
  }

  private static @Nullable Long sum(Kind kind) {
    Long sum = null;
    for (MBeanServer mbeans : MBeanServerFactory.findMBeanServer(null)) {
      try {
        Set<ObjectName> names = mbeans.queryNames(new ObjectName(kind.pattern()), null);
        for (ObjectName name : names) {
          if (mbeans.getAttribute(name, kind.attribute()) instanceof Number count) {
            sum = (sum == null ? 0 : sum) + count.longValue();
          }
        }
      } catch (JMException | JMRuntimeException notThere) {
        // Unregistered while it was asked, or another's bean of that name.
      }
    }
    return sum;
  }
}
