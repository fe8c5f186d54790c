package io.threadleak.junit;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a run that threads are blamed on: a test, a class outside of its tests, a block of
 * code. Two of one name are two stretches.
 */
final class TestContext {

  private static final AtomicLong IDS = new AtomicLong();

  /** Scopes of stretches that somebody still knows, by name. */
  private static final Map<String, WeakReference<TestContext>> SCOPES = new ConcurrentHashMap<>();

  private static final int SWEEP_EVERY = 1_000;

  /** Where no test runs, or none that is watched. */
  static final TestContext NONE = new TestContext("no test that is watched", null);

  private final String scope;
  private final String name;
  private final @Nullable TestContext outer;

  /**
   * A stretch.
   *
   * @param name what a message calls it, {@code com.acme.OrderTest.places_order()}
   * @param outer the stretch it is part of, null if of none
   */
  TestContext(String name, @Nullable TestContext outer) {
    this.name = name;
    this.outer = outer == NONE ? null : outer;
    long id = IDS.incrementAndGet();
    scope = "test " + id;
    if (id % SWEEP_EVERY == 0) {
      SCOPES.values().removeIf(gone -> gone.refersTo(null));
    }
  }

  /** The name of the scope that carries this to other threads by {@code ThreadLeak.wrap}. */
  String scope() {
    SCOPES.putIfAbsent(scope, new WeakReference<>(this));
    return scope;
  }

  /** The stretch that a scope carries; null if it carries none. */
  static @Nullable TestContext ofScope(@Nullable String scope) {
    WeakReference<TestContext> context = scope == null ? null : SCOPES.get(scope);
    return context == null ? null : context.get();
  }

  String name() {
    return name;
  }

  /** Whether this is the given stretch or part of it. */
  boolean isWithin(TestContext stretch) {
    for (TestContext at = this; at != null; at = at.outer) {
      if (at == stretch) {
        return true;
      }
    }
    return false;
  }
}
