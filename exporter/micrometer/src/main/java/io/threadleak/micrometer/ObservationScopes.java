package io.threadleak.micrometer;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.transport.SenderContext;
import io.threadleak.ThreadLeak;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A handler that makes a {@link ThreadLeak#scope scope} of what Micrometer observes, so that
 * threads are counted under the request, the message or the scheduled task that they were started
 * for.
 *
 * <pre>{@code
 * observationRegistry.observationConfig().observationHandler(new ObservationScopes());
 * }</pre>
 *
 * <p>An observation is a scope where it has no parent in this JVM: what is observed within a
 * request belongs to the request. One of something that is sent, such as a client's request, never
 * is.
 *
 * <p>Thread-safe. A scope is open on the thread on which the observation's is.
 */
public final class ObservationScopes implements ObservationHandler<Observation.Context> {

  /** Of each thread, the innermost first. */
  private static final ThreadLocal<@Nullable Deque<Open>> OPEN = new ThreadLocal<>();

  private final Predicate<Observation.Context> served;
  private final Function<Observation.Context, @Nullable String> names;

  private record Open(
      ObservationScopes handler, Observation.Context context, ThreadLeak.Scope scope) {}

  /** Scopes by the contextual name of an observation, or else by its name. */
  public ObservationScopes() {
    this(context -> true, ObservationScopes::nameOf);
  }

  /**
   * Scopes by names of the caller's choice.
   *
   * @param served which observations may be scopes; asked once for each
   * @param names a name of low cardinality, null while it is not known; asked when a thread is
   *     started and at the end, so that it may be found within
   */
  public ObservationScopes(
      Predicate<Observation.Context> served,
      Function<Observation.Context, @Nullable String> names) {
    this.served = Objects.requireNonNull(served, "served");
    this.names = Objects.requireNonNull(names, "names");
  }

  /** What an observation is called for people, {@code "task orders.expire"}; else its name. */
  public static @Nullable String nameOf(Observation.Context context) {
    String contextual = context.getContextualName();
    return contextual == null || contextual.isBlank() ? context.getName() : contextual;
  }

  @Override
  public boolean supportsContext(Observation.Context context) {
    return !(context instanceof SenderContext) && served.test(context);
  }

  @Override
  public void onScopeOpened(Observation.Context context) {
    if (context.getParentObservation() != null) {
      return;
    }
    Deque<Open> here = OPEN.get();
    if (here == null) {
      here = new ArrayDeque<>();
      OPEN.set(here);
    }
    here.push(new Open(this, context, ThreadLeak.scope(() -> names.apply(context))));
  }

  @Override
  public void onScopeClosed(Observation.Context context) {
    Deque<Open> here = OPEN.get();
    if (here == null) {
      return;
    }
    for (Iterator<Open> each = here.iterator(); each.hasNext(); ) {
      Open candidate = each.next();
      if (candidate.handler() == this && candidate.context() == context) {
        each.remove();
        candidate.scope().close();
        break;
      }
    }
    forgetIfEmpty(here);
  }

  @Override
  @SuppressWarnings("deprecation") // in the newest line, while the older ones still call it
  public void onScopeReset(Observation.Context context) {
    Deque<Open> here = OPEN.get();
    if (here != null) {
      here.forEach(each -> each.scope().close());
      here.clear();
      forgetIfEmpty(here);
    }
  }

  private void forgetIfEmpty(Deque<Open> here) {
    if (here.isEmpty()) {
      OPEN.remove();
    }
  }
}
