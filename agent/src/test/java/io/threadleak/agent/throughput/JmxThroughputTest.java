package io.threadleak.agent.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JmxThroughputTest {

  /** An MBean as an application would register it. */
  public interface OrdersMBean {
    long getCompleted();

    String getName();

    int getBroken();
  }

  static final class Orders implements OrdersMBean {
    @Override
    public long getCompleted() {
      return 41;
    }

    @Override
    public String getName() {
      return "orders";
    }

    @Override
    public int getBroken() {
      throw new IllegalStateException("out of order");
    }
  }

  private ObjectName name;

  @BeforeEach
  void register() throws JMException {
    name = new ObjectName("acme:type=Orders");
    ManagementFactory.getPlatformMBeanServer().registerMBean(new Orders(), name);
  }

  @AfterEach
  void unregister() throws JMException {
    ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
  }

  @Test
  void completed_numericAttribute_isItsValue() {
    JmxThroughput throughput = new JmxThroughput(name, "Completed");

    assertThat(throughput.completed()).hasValue(41);
    assertThat(throughput.source()).isEqualTo("jmx:acme:type=Orders#Completed");
  }

  @Test
  void completed_noSuchMBean_isUnknownAndSaysSo() throws JMException {
    JmxThroughput throughput = new JmxThroughput(new ObjectName("acme:type=Absent"), "Completed");

    assertThat(throughput.completed()).isEmpty();
    assertThat(throughput.source()).startsWith("none: no MBean acme:type=Absent is registered");
  }

  @Test
  void completed_attributeMissingOrNoNumberOrThrowing_throwsNamingKnobAndValue() {
    for (String attribute : new String[] {"Absent", "Name", "Broken"}) {
      JmxThroughput throughput = new JmxThroughput(name, attribute);

      assertThatThrownBy(throughput::completed)
          .isInstanceOf(RuntimeException.class)
          .hasMessageContaining("throughput=jmx:acme:type=Orders#" + attribute);
      assertThat(throughput.source()).startsWith("none: throughput=jmx:");
    }
  }
}
