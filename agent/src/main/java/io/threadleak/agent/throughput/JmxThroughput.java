package io.threadleak.agent.throughput;

import io.threadleak.sampling.Throughput;
import java.lang.management.ManagementFactory;
import java.util.OptionalLong;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.JMRuntimeException;
import javax.management.ObjectName;

/**
 * An attribute of an MBean that counts completed units of work. Until the MBean is registered the
 * count is unknown; an attribute that is missing or no number fails each reading, and is counted as
 * such. Thread-safe.
 */
public final class JmxThroughput implements Throughput {

  private final ObjectName objectName;
  private final String attribute;

  /** Reads a numeric, cumulative attribute. */
  public JmxThroughput(ObjectName objectName, String attribute) {
    this.objectName = objectName;
    this.attribute = attribute;
  }

  @Override
  public OptionalLong completed() {
    try {
      Object value = ManagementFactory.getPlatformMBeanServer().getAttribute(objectName, attribute);
      if (value instanceof Number number) {
        return OptionalLong.of(number.longValue());
      }
      throw new IllegalStateException("throughput=%s is no number but %s".formatted(knob(), value));
    } catch (InstanceNotFoundException e) {
      return OptionalLong.empty();
    } catch (JMException | JMRuntimeException e) {
      throw new IllegalStateException("throughput=%s cannot be read: %s".formatted(knob(), e), e);
    }
  }

  @Override
  public String source() {
    try {
      return completed().isPresent()
          ? knob()
          : "none: no MBean %s is registered (throughput=%s)".formatted(objectName, knob());
    } catch (IllegalStateException e) {
      return "none: " + e.getMessage();
    }
  }

  private String knob() {
    return "jmx:" + objectName + "#" + attribute;
  }
}
