package io.threadleak.http;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;

/**
 * Ends connections on which a byte comes or goes now and then, so that none counts as silent, and
 * nothing ever gets done: a request that does not end, a response that is not read. A thousand of
 * them would keep everybody else out.
 *
 * <p>Looked at once a second on the server's timer. A request that is being answered, and of which
 * no response has begun, has all the time it needs: profiles and proofs take minutes.
 */
final class SlowClients implements Runnable {

  /** Honest ones need a fraction of it, over any network. */
  static final Limits USUAL = new Limits(30_000, 60_000);

  private static final long LOOK_MILLIS = 1_000;

  private final Supplier<Collection<EndPoint>> endPoints;
  private final LongSupplier nanoClock;
  private final long firstNanos;
  private final long responseNanos;

  // Of the timer's thread alone.
  private Map<EndPoint, Step> steps = new HashMap<>();

  SlowClients(Supplier<Collection<EndPoint>> endPoints, LongSupplier nanoClock, Limits limits) {
    this.endPoints = endPoints;
    this.nanoClock = nanoClock;
    this.firstNanos = TimeUnit.MILLISECONDS.toNanos(limits.firstMillis());
    this.responseNanos = TimeUnit.MILLISECONDS.toNanos(limits.responseMillis());
  }

  /** Looks from now on, until the timer is shut down. */
  @SuppressWarnings("FutureReturnValueIgnored") // nothing is thrown into it
  void watch(ScheduledExecutorService timer) {
    timer.scheduleWithFixedDelay(this, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** One look. Never throws. */
  @Override
  public void run() {
    long now = nanoClock.getAsLong();
    Map<EndPoint, Step> seen = new HashMap<>();
    for (EndPoint endPoint : endPoints.get()) {
      Step step = step(endPoint, now);
      if (step.isOver(now, step.in() == 0 ? firstNanos : responseNanos)) {
        endPoint.close();
      } else {
        seen.put(endPoint, step);
      }
    }
    steps = seen;
  }

  private Step step(EndPoint endPoint, long now) {
    Connection connection = endPoint.getConnection();
    if (connection instanceof SslConnection tls) {
      connection = tls.getSslEndPoint().getConnection();
    }
    long in = connection == null ? 0 : connection.getMessagesIn();
    long out = connection == null ? 0 : connection.getMessagesOut();
    Step before = steps.get(endPoint);
    return before != null && before.in() == in && before.out() == out
        ? before
        : new Step(in, out, now);
  }

  /**
   * How long it may take.
   *
   * @param firstMillis for a handshake and the first request's headers
   * @param responseMillis for a whole response, of some megabytes at most, and the headers of the
   *     next request
   */
  record Limits(long firstMillis, long responseMillis) {}

  /**
   * How far a connection is.
   *
   * @param in requests that came
   * @param out responses that began to go
   * @param sinceNanos when it was first seen that far
   */
  private record Step(long in, long out, long sinceNanos) {

    /** Whether it is the client who took too long, and not we who answer. */
    boolean isOver(long now, long mostNanos) {
      return in == out && now - sinceNanos > mostNanos;
    }
  }
}
