package io.threadleak.agent.throughput;

import io.threadleak.agent.hook.RequestHook;
import io.threadleak.agent.hook.WorkHook;
import io.threadleak.sampling.Throughput;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The best count of work that there is in the host, found without being told: what our hooks have
 * counted; while they have seen nothing, what the host's own libraries count. Thread-safe.
 *
 * <p>How does it stay one count? Whichever source is read, only what it has grown by since the
 * reading before is added; a source that takes over begins at nothing, so that what it counted
 * while another was read does not come in at once.
 */
public final class AutoThroughput implements Throughput {

  private static final String NONE =
      "none: no request or record so far at a servlet, the JDK's HttpServer, Undertow, Netty, gRPC or"
          + " a consumer of Kafka's, and no count of requests in Micrometer, simpleclient or JMX;"
          + " throughput=jmx:OBJECTNAME#ATTRIBUTE names another count";

  private final HookedWork hooked;
  private final List<WorkSource> counted;
  private @Nullable WorkSource chosen;
  private long last;
  private long total;

  /** What these hooks count, else what the libraries that they have seen do. */
  public AutoThroughput(RequestHook servlets, WorkHook others) {
    this(
        HookedWork.of(servlets, others),
        List.of(
            new MicrometerRequests(others.micrometer()::find),
            new SimpleclientRequests(others.simpleclient()::find),
            new JmxRequests()));
  }

  AutoThroughput(HookedWork hooked, List<WorkSource> counted) {
    this.hooked = hooked;
    this.counted = List.copyOf(counted);
  }

  @Override
  public synchronized OptionalLong completed() {
    OptionalLong now = hooked.completed();
    WorkSource source = hooked;
    for (int i = 0; now.isEmpty() && i < counted.size(); i++) {
      source = counted.get(i);
      now = read(source);
    }
    if (now.isPresent()) {
      add(source, now.getAsLong());
    }
    return chosen == null ? OptionalLong.empty() : OptionalLong.of(total);
  }

  private void add(WorkSource source, long now) {
    if (chosen == null) {
      total = now;
    } else if (chosen == source) {
      total += now < last ? now : now - last; // lower than before: it began anew
    }
    chosen = source;
    last = now;
  }

  /** A library that does not answer as it is known to is none. */
  private static OptionalLong read(WorkSource source) {
    try {
      return source.completed();
    } catch (RuntimeException | LinkageError unknownVersion) {
      return OptionalLong.empty();
    }
  }

  @Override
  public synchronized String source() {
    return chosen == null ? NONE + hooked.blindness() : chosen.source();
  }

  @Override
  public synchronized String units() {
    return chosen == null ? "requests" : chosen.units();
  }
}
