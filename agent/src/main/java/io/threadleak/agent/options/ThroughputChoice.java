package io.threadleak.agent.options;

import java.util.Locale;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * What counts units of work.
 *
 * @param kind how
 * @param objectName of the MBean, for {@code JMX} only
 * @param attribute cumulative and numeric, for {@code JMX} only
 */
public record ThroughputChoice(
    Kind kind, @Nullable ObjectName objectName, @Nullable String attribute) {

  /** How units of work are counted. */
  public enum Kind {
    /** By hooks in servlets and the JDK's HTTP server. */
    AUTO,
    /** Not at all. */
    NONE,
    /** By an attribute of an MBean. */
    JMX
  }

  private static final String JMX_PREFIX = "jmx:";

  /** The choice a text stands for, null if it stands for none. */
  static @Nullable ThroughputChoice parse(String text) {
    if (text.startsWith(JMX_PREFIX)) {
      return parseJmx(text.substring(JMX_PREFIX.length()));
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "auto" -> new ThroughputChoice(Kind.AUTO, null, null);
      case "none" -> new ThroughputChoice(Kind.NONE, null, null);
      default -> null;
    };
  }

  private static @Nullable ThroughputChoice parseJmx(String text) {
    int hash = text.lastIndexOf('#');
    if (hash < 0 || hash == text.length() - 1) {
      return null;
    }
    try {
      ObjectName name = new ObjectName(text.substring(0, hash));
      return name.isPattern()
          ? null
          : new ThroughputChoice(Kind.JMX, name, text.substring(hash + 1));
    } catch (MalformedObjectNameException e) {
      return null;
    }
  }
}
