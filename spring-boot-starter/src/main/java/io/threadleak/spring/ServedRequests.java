package io.threadleak.spring;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.threadleak.sampling.Throughput;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Requests that this application has served, as Micrometer observes them: what stands in {@code
 * http.server.requests}, counted at its source. Those to the actuator are not counted. Thread-safe.
 *
 * <p>How is it designed, and why? The timer of that name would say as much in a registry that keeps
 * its counts, as Prometheus' does. Registries that send what happened since the last time begin
 * anew each time, and some applications have no timer of it at all. The observation is the same for
 * all of them, and one more count of it costs nothing.
 */
final class ServedRequests implements ObservationHandler<Observation.Context>, Throughput {

  private static final String URI = "uri";

  private final String observation;
  private final String actuatorPath;
  private final LongAdder served = new LongAdder();

  /**
   * None so far.
   *
   * @param observation name of the observation that is a request
   * @param actuatorPath what the path of a request to the actuator begins with; empty if nothing
   *     tells them apart
   */
  ServedRequests(String observation, String actuatorPath) {
    this.observation = observation;
    this.actuatorPath = actuatorPath.equals("/") ? "" : actuatorPath;
  }

  @Override
  public boolean supportsContext(Observation.Context context) {
    return true;
  }

  @Override
  public void onStop(Observation.Context context) {
    if (observation.equals(context.getName()) && !isOfTheActuator(context)) {
      served.increment();
    }
  }

  @Override
  public OptionalLong completed() {
    long sum = served.sum();
    return sum == 0 ? OptionalLong.empty() : OptionalLong.of(sum);
  }

  @Override
  public String source() {
    return served.sum() == 0 ? "none: no " + observation + " so far" : observation;
  }

  @Override
  public String units() {
    return "requests";
  }

  private boolean isOfTheActuator(Observation.Context context) {
    KeyValue uri = context.getLowCardinalityKeyValue(URI);
    return uri != null && !actuatorPath.isEmpty() && isBelow(uri.getValue());
  }

  private boolean isBelow(String path) {
    return path.startsWith(actuatorPath)
        && (path.length() == actuatorPath.length() || path.charAt(actuatorPath.length()) == '/');
  }
}
