package io.threadleak.junit;

import io.threadleak.attribution.ApplicationCode;
import io.threadleak.attribution.HookAttribution;
import io.threadleak.attribution.OwnThreads;
import io.threadleak.attribution.VirtualThreadApi;
import io.threadleak.model.ThreadKind;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Starts as the agent's hook tells of them: all, at once, virtual threads included. */
final class HookedStarts implements Starts {

  private static final String PLATFORM = "io.threadleak.boot.ThreadEvents";
  private static final String VIRTUAL = "io.threadleak.boot.VirtualThreadEvents";
  private static final String ALSO_TELL = "alsoTell";
  private static final long CANARY_SECONDS = 2;

  private final StartTable table = new StartTable();

  private HookedStarts() {}

  /** Those of this JVM's agent; null where there is none, or none that tells. */
  static @Nullable HookedStarts open(ApplicationCode code) {
    try {
      Method tell =
          Class.forName(PLATFORM, true, null).getMethod(ALSO_TELL, Consumer.class, Consumer.class);
      if (!sings(tell)) {
        return null;
      }
      HookedStarts starts = new HookedStarts();
      starts.listen(code, tell);
      return starts;
    } catch (ReflectiveOperationException | RuntimeException | LinkageError noAgent) {
      return null;
    }
  }

  /** Each attribution is told by itself: its caller must stand right above it on the stack. */
  private void listen(ApplicationCode code, Method tell) throws ReflectiveOperationException {
    Consumer<Thread> nothing = thread -> {};
    HookAttribution platform = new HookAttribution(code);
    platform.open(table.ledger());
    tell.invoke(null, (Consumer<Thread>) platform::started, nothing);
    tell.invoke(null, (Consumer<Thread>) table::started, (Consumer<Thread>) table::ended);
    if (VirtualThreadApi.exists()) {
      HookAttribution virtual = new HookAttribution(code, ThreadKind.VIRTUAL);
      virtual.open(table.ledger());
      Method tellVirtual = Class.forName(VIRTUAL, true, null).getMethod(ALSO_TELL, Consumer.class);
      tellVirtual.invoke(null, (Consumer<Thread>) virtual::started);
      tellVirtual.invoke(null, (Consumer<Thread>) table::started);
    }
  }

  /** Whether the hook is in force, and not only its classes there. */
  private static boolean sings(Method tell) throws ReflectiveOperationException {
    CountDownLatch seen = new CountDownLatch(1);
    Thread bird = OwnThreads.factory("canary").newThread(() -> {});
    Consumer<Thread> listener =
        thread -> {
          if (thread == bird) {
            seen.countDown();
          }
        };
    Consumer<Thread> nothing = thread -> {};
    Object stop = tell.invoke(null, listener, nothing);
    bird.start();
    try {
      return seen.await(CANARY_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return seen.getCount() == 0;
    } finally {
      if (stop instanceof Runnable end) {
        end.run();
      }
    }
  }

  @Override
  public void enter(@Nullable TestContext context) {
    Contexts.say(context);
  }

  @Override
  public List<StartedThread> live(Predicate<TestContext> wanted) {
    return table.live(wanted);
  }

  @Override
  public void resolve() {
    // The hook tells of a start before it happens: there is nothing to wait for.
  }

  @Override
  public String means() {
    long dropped = table.dropped();
    return "Starts were seen by the agent's hook"
        + (dropped == 0 ? "" : ", which had no room for " + dropped + " of them");
  }
}
