package io.threadleak.attribution;

import io.threadleak.model.AttributionSource;
import io.threadleak.model.ThreadKind;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Starts of virtual threads, told by the agent's hook or by an own thread factory: every one is
 * counted by the class of its task, and of as many as the budget allows the stack is walked to
 * learn which sites start that class. Thread-safe; never throws, waits or starts a thread.
 *
 * <p>There is no counterpart for ends: a round counts who lives, and what was started and does not
 * live has ended. An end costs nothing, and started, ended and live are of one instant.
 */
public final class VirtualStarts {

  private final ApplicationCode code;
  private final AttributionSource source;
  private final SamplingBudget budget;
  private final TaskClasses classes;
  private final CallerSite callers;
  private final TrackedThreads tracked = new TrackedThreads();
  private final ScopedThreads scoped = new ScopedThreads();
  private final LongAdder failures = new LongAdder();
  private volatile @Nullable ThreadLedger ledger;
  private volatile long firstId = Long.MAX_VALUE;

  /**
   * No starts yet.
   *
   * @param code tells application frames
   * @param cpuShare what walking stacks may cost, as a share of one processor, 0 to 1; at 0 sites
   *     are known by the class of the task alone
   * @throws IllegalArgumentException if the share is out of that range
   */
  public VirtualStarts(ApplicationCode code, double cpuShare) {
    this(code, cpuShare, AttributionSource.AGENT);
  }

  private VirtualStarts(ApplicationCode code, double cpuShare, AttributionSource source) {
    if (!(cpuShare >= 0 && cpuShare <= 1)) {
      throw new IllegalArgumentException("cpuShare must be from 0 to 1, but is " + cpuShare);
    }
    this.code = code;
    budget = new SamplingBudget(cpuShare);
    classes = new TaskClasses(code, budget);
    this.source = source;
    callers = new CallerSite(code, ThreadKind.VIRTUAL, source);
  }

  /** Those that own factories tell of: the same otherwise. */
  public static VirtualStarts ofFactories(ApplicationCode code, double cpuShare) {
    return new VirtualStarts(code, cpuShare, AttributionSource.FACTORY);
  }

  /** Who tells of starts. */
  public AttributionSource source() {
    return source;
  }

  /** Begins to count. The threads with ids below the given one were there before. */
  public void open(ThreadLedger to, long firstThreadId) {
    firstId = firstThreadId;
    ledger = to;
  }

  /**
   * Called on the starting thread before it starts another.
   *
   * @param thread a virtual thread that was not started before
   * @param container the JDK's container that it is started in, null where unknown
   * @return what {@link #started} takes; null where nobody counts
   */
  public @Nullable TaskClass starting(Thread thread, @Nullable Object container) {
    return starting(thread, VirtualTasks.of(thread), container);
  }

  /** The same of a thread whose task the caller knows. */
  @Nullable TaskClass starting(Thread thread, @Nullable Object task, @Nullable Object container) {
    ThreadLedger to = ledger;
    if (to == null) {
      return null;
    }
    TaskClass tasks = null;
    try {
      tasks = classes.of(task);
      scoped.started(to, ThreadIds.of(thread));
      if (tasks.rate().chooses(ThreadIds.of(thread)) && !budget.isNone()) {
        walk(to, tasks, thread, container);
      }
    } catch (Throwable notTheHostsConcern) {
      failures.increment();
    }
    return tasks;
  }

  /**
   * Called once the JDK has the thread among those that live, with what {@link #starting} returned.
   * Not before: a round takes for ended what was counted and does not live.
   */
  public void started(TaskClass tasks) {
    tasks.countStart();
  }

  /** Called on the starting thread when the JVM refused a start that {@link #starting} was told. */
  public void startFailed(Thread thread) {
    ThreadLedger to = ledger;
    try {
      if (to != null) {
        scoped.startFailed(to, ThreadIds.of(thread));
      }
    } catch (Throwable notTheHostsConcern) {
      failures.increment();
    }
  }

  /** Called on the thread that has a virtual thread made by a factory: the start may never come. */
  void made(CountedTask counted, Thread thread, CountedFactory factory) {
    ThreadLedger to = ledger;
    if (to == null) {
      return;
    }
    try {
      TaskClass tasks = classes.of(counted.task(), factory);
      counted.tasks = tasks;
      long id = ThreadIds.of(thread);
      if (tasks.rate().chooses(id) && !budget.isNone()) {
        int level = tasks.rate().level();
        counted.learnt = TrackedThreads.found(learn(to, tasks, id, level, null), level);
      }
    } catch (Throwable notTheHostsConcern) {
      failures.increment();
    }
  }

  /** Called on a thread that a factory made when it begins to run. */
  void running(CountedTask counted, Thread thread) {
    TaskClass tasks = counted.tasks;
    long id = ThreadIds.of(thread);
    ThreadLedger to = ledger;
    if (to == null || tasks == null || tasks.owner() != classes || id < firstId) {
      return;
    }
    try {
      tasks.countStart();
      String inherited = Scopes.entered();
      if (inherited != null) {
        scoped.started(to, id, inherited);
      }
      int learnt = counted.learnt;
      if (learnt != CountedTask.NOT_LEARNT) {
        track(tasks, id, TrackedThreads.site(learnt), TrackedThreads.level(learnt));
      }
    } catch (Throwable notTheHostsConcern) {
      failures.increment();
    }
  }

  private void walk(ThreadLedger to, TaskClass tasks, Thread thread, @Nullable Object container) {
    long id = ThreadIds.of(thread);
    int level = tasks.rate().level();
    track(tasks, id, learn(to, tasks, id, level, container), level);
  }

  /** Tracks a sampled thread where the class of its task does not tell its site. */
  private void track(TaskClass tasks, long id, int place, int level) {
    if (tasks.sites().size() > 1 && !tracked.add(id, place, level)) {
      tasks.unsee(place, level);
    }
  }

  /** Walks the stack; the site's place among those of the class. */
  private int learn(
      ThreadLedger to, TaskClass tasks, long id, int level, @Nullable Object container) {
    long begin = System.nanoTime();
    SiteEntry site = callers.find(to.sites(), () -> rootOfStarter(to), () -> scope(to, container));
    int place = tasks.see(site, to.sites().otherVirtual(), id, level);
    long end = System.nanoTime();
    budget.spent(end - begin);
    tasks.rate().chosen(end);
    return place;
  }

  /**
   * Which class of tasks a live virtual thread runs one of; null for a thread that is about to end.
   */
  public @Nullable TaskClass classOf(@Nullable Object task) {
    if (task instanceof CountedTask counted) {
      TaskClass tasks = counted.tasks;
      return tasks != null && tasks.owner() == classes ? tasks : classes.find(counted.task());
    }
    return classes.find(task);
  }

  /** All classes by {@link TaskClass#index()}, null where one was unloaded; a copy. */
  public List<@Nullable TaskClass> classes() {
    return classes.all();
  }

  /** Starts of the classes that are known now, since this was opened. */
  public long started() {
    return classes.all().stream().mapToLong(tasks -> tasks == null ? 0 : tasks.started()).sum();
  }

  /** Gives up a class that is unloaded and has no live thread. */
  public void forget(TaskClass unloaded) {
    classes.forget(unloaded);
  }

  /** Single threads whose site is known although their class is mixed. */
  public TrackedThreads tracked() {
    return tracked;
  }

  /** Single threads that were started in a scope. */
  public ScopedThreads scoped() {
    return scoped;
  }

  /** The scope that a live virtual thread was started in, as far as it is known. */
  public @Nullable String scopeOf(Thread thread) {
    ThreadLedger of = ledger;
    EndpointEntry endpoint = of == null ? null : scoped.inherited(of, thread);
    return endpoint == null ? null : endpoint.name();
  }

  /** Threads with an id below this were there before; all were where nobody tells of starts. */
  public long firstId() {
    return firstId;
  }

  /** What tells the application's frames. */
  public ApplicationCode code() {
    return code;
  }

  /** What is wrong right now, in a sentence; null if nothing. */
  public @Nullable String trouble() {
    long failed = failures.sum();
    if (failed > 0) {
      return failed
          + " starts of virtual threads could not be read because of an error inside threadleak.";
    }
    if (scoped.dropped() > 0) {
      return "%d virtual threads that were started in a scope found no room: they are counted as started and ended there."
          .formatted(scoped.dropped());
    }
    return classes.dropped() == 0
        ? null
        : "Virtual threads of %d classes of tasks are counted together, since %d are kept apart."
            .formatted(classes.dropped(), TaskClasses.MAX_CLASSES);
  }

  /** Stops counting. */
  public void close() {
    ledger = null;
  }

  private @Nullable Root rootOfStarter(ThreadLedger to) {
    SiteEntry site = siteOf(to, Thread.currentThread());
    return site == null ? null : Root.ofStarter(site.root());
  }

  private @Nullable String scope(ThreadLedger to, @Nullable Object container) {
    return ScopeOwner.describe(container, owner -> siteOf(to, owner));
  }

  /** The site of a live thread of any kind, as far as it is known without a look at others. */
  private @Nullable SiteEntry siteOf(ThreadLedger to, Thread thread) {
    if (!VirtualThreadApi.isVirtual(thread)) {
      ThreadLedger.Start start = to.find(ThreadIds.of(thread));
      return start == null ? null : start.site();
    }
    List<SiteEntry> sites = classes.of(VirtualTasks.of(thread)).sites();
    return sites.size() == 1 ? sites.get(0) : null;
  }
}
