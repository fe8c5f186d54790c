package io.threadleak.libraries;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Where one library runs: a group of threads of its own, by which its platform threads are known,
 * since a thread belongs to the group of whoever starts it. Virtual threads are known by name.
 */
final class Room {

  /** What the names of the threads begin with that use a library. */
  static final String CALLER = "caller of ";

  private static final int CALLERS = 3;
  private static final long PATIENCE_SECONDS = 60;

  private final String name;
  private final Library library;
  private final ThreadFactory callers;
  private final AtomicInteger uses = new AtomicInteger();
  private final AtomicReference<Throwable> fault = new AtomicReference<>();
  private final List<CompletableFuture<Void>> ends = new ArrayList<>();
  private volatile boolean busy;
  private volatile long pauseMillis;

  private Room(String name, Library library, ThreadFactory callers) {
    this.name = name;
    this.library = library;
    this.callers = callers;
  }

  /**
   * Starts a library.
   *
   * @param virtual whether virtual threads use it
   */
  static Room open(String name, boolean virtual, Library.Start start, Backend backend) {
    ThreadGroup group = new ThreadGroup(name);
    CompletableFuture<Library> started = new CompletableFuture<>();
    Thread starter =
        new Thread(
            group,
            () -> {
              try {
                started.complete(start.start(backend));
              } catch (Exception e) {
                started.completeExceptionally(e);
              }
            },
            "start of " + name);
    starter.start();
    ThreadFactory callers =
        virtual
            ? VirtualThreads.named(CALLER + name)
            : task -> new Thread(group, task, CALLER + name);
    return new Room(name, started.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join(), callers);
  }

  String name() {
    return name;
  }

  /** How often the library was used so far. */
  int uses() {
    return uses.get();
  }

  /**
   * Has threads use the library without end from now on.
   *
   * @param millis pause of each between two uses
   */
  void busy(long millis) {
    pauseMillis = millis;
    busy = true;
    for (int i = 0; i < CALLERS; i++) {
      CompletableFuture<Void> end = new CompletableFuture<>();
      ends.add(end);
      callers.newThread(() -> use(end)).start();
    }
  }

  /**
   * Ends those threads.
   *
   * @throws IllegalStateException if one of them failed
   */
  void idle() {
    busy = false;
    for (CompletableFuture<Void> end : ends) {
      end.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }
    ends.clear();
    check();
  }

  /** Throws what a use of the library threw. */
  void check() {
    Throwable failure = fault.get();
    if (failure != null) {
      throw new IllegalStateException(name + " failed", failure);
    }
  }

  /** Ends the library, and those that use it. */
  void end() throws Exception {
    idle();
    library.end();
  }

  private void use(CompletableFuture<Void> end) {
    try {
      while (busy) {
        library.use();
        uses.incrementAndGet();
        TimeUnit.MILLISECONDS.sleep(pauseMillis);
      }
    } catch (Exception e) {
      fault.set(e);
    } finally {
      end.complete(null);
    }
  }
}
