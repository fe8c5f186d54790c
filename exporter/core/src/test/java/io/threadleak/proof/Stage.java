package io.threadleak.proof;

import io.threadleak.attribution.VirtualApi;
import io.threadleak.model.ProofTier;
import io.threadleak.model.ThreadKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** Starts threads by name, of one kind, and remembers what is to be found of each. */
final class Stage {

  /** What a thread does. */
  @FunctionalInterface
  interface Body {
    void run() throws Exception;
  }

  private final ThreadKind kind;
  private final Map<String, String> expected = new LinkedHashMap<>();

  Stage(ThreadKind kind) {
    this.kind = kind;
  }

  boolean isVirtual() {
    return kind == ThreadKind.VIRTUAL;
  }

  /** Starts a thread that must be found in a tier. */
  Thread leak(String name, ProofTier tier, Body body) {
    expected.put(name, tier.label());
    return start(name, body);
  }

  /** Starts a thread that waits and must not be found. */
  Thread alive(String name, Body body) {
    expected.put(name, "none");
    return start(name, body);
  }

  /** Notes a thread that something else starts. */
  void expect(String name, @Nullable ProofTier tier) {
    expected.put(name, tier == null ? "none" : tier.label());
  }

  /** Starts a thread that nobody asks for. */
  Thread extra(String name, Body body) {
    return start(name, body);
  }

  private Thread start(String name, Body body) {
    Thread thread = factory(name).newThread(() -> run(name, body));
    thread.start();
    return thread;
  }

  /** Makes threads of the kind, of that name. */
  ThreadFactory factory(String name) {
    if (kind == ThreadKind.VIRTUAL) {
      ThreadFactory virtual = VirtualApi.factory();
      return task -> {
        Thread thread = virtual.newThread(task);
        thread.setName(name);
        return thread;
      };
    }
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  private static void run(String name, Body body) {
    try {
      body.run();
    } catch (Exception e) {
      throw new IllegalStateException(name, e);
    }
  }

  Map<String, String> expected() {
    return expected;
  }
}
