package io.threadleak.attribution;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which live thread was started where, by thread id. Every means of attribution writes starts and
 * ends into it, from any thread; the sampler reads it. Bounded; a start that found no room is
 * counted, and its thread is attributed by name instead.
 */
public final class ThreadLedger {

  /** More live threads than any JVM carries on platform threads. */
  static final int DEFAULT_CAPACITY = 1_000_000;

  /** One start of a live thread. */
  public static final class Start {

    private final SiteEntry site;
    private final long nanos;
    private final @Nullable String scope;
    private final @Nullable EndpointEntry endpoint;
    private volatile long seenInRound;
    private boolean poolIsKnown;
    private @Nullable SeenPool pool;

    Start(SiteEntry site, long nanos, @Nullable String scope, @Nullable EndpointEntry endpoint) {
      this.site = site;
      this.nanos = nanos;
      this.scope = scope;
      this.endpoint = endpoint;
    }

    /** Where. */
    public SiteEntry site() {
      return site;
    }

    /** When, on the ledger's clock. */
    public long nanos() {
      return nanos;
    }

    /** What was being served where the thread was started, as it was named; null if nothing. */
    public @Nullable String scope() {
      return scope;
    }

    /** Where that is counted, which may be the rest's entry; null if nothing was being served. */
    public @Nullable EndpointEntry endpoint() {
      return endpoint;
    }

    void countEnd() {
      site.countEnd();
      if (endpoint != null) {
        endpoint.countEnd();
      }
    }

    void uncountStart() {
      site.uncountStart();
      if (endpoint != null) {
        endpoint.uncountStart();
      }
    }

    /** Notes that the given round, counted from 1, saw the thread live. */
    public void seenIn(long round) {
      seenInRound = round;
    }

    /** Whether an earlier round saw the thread live. */
    public boolean wasSeen() {
      return seenInRound > 0;
    }

    /**
     * The pool that the thread belongs to, null if none can be seen. Looked for at the first call;
     * for the sampling thread alone.
     */
    public @Nullable SeenPool pool(Thread thread, PoolTable pools) {
      if (!poolIsKnown) {
        pool = pools.poolOf(thread);
        poolIsKnown = true;
      }
      return pool;
    }
  }

  private final ConcurrentHashMap<Long, Start> starts = new ConcurrentHashMap<>();
  private final LongAdder dropped = new LongAdder();
  private final SiteTable sites;
  private final EndpointTable endpoints = new EndpointTable();
  private final LongSupplier nanoClock;
  private final int capacity;
  private volatile @Nullable PoolBirths births;

  /** A ledger over the given sites, with the clock that ages are measured on. */
  public ThreadLedger(SiteTable sites, LongSupplier nanoClock) {
    this(sites, nanoClock, DEFAULT_CAPACITY);
  }

  ThreadLedger(SiteTable sites, LongSupplier nanoClock, int capacity) {
    this.sites = sites;
    this.nanoClock = nanoClock;
    this.capacity = capacity;
  }

  /** The table that the sites of this ledger stand in. */
  public SiteTable sites() {
    return sites;
  }

  /** The scopes that threads of any kind were started in. */
  public EndpointTable endpoints() {
    return endpoints;
  }

  /** Has the given table tell where pools were constructed. */
  void bornIn(PoolBirths table) {
    births = table;
  }

  /** Where a pool was constructed, in words; null where nobody saw it. */
  public @Nullable String birthplaceOf(Object pool) {
    PoolBirths table = births;
    PoolBirths.Birth birth = table == null ? null : table.find(pool);
    return birth == null ? null : birth.label();
  }

  /** Pools of which nothing is told because they found no room. */
  public long birthsDropped() {
    PoolBirths table = births;
    return table == null ? 0 : table.dropped();
  }

  /** Now, on the clock of {@link Start#nanos()}. */
  public long nanos() {
    return nanoClock.getAsLong();
  }

  /** Notes a start in no scope and counts it, unless this thread's start stands here already. */
  public void started(long threadId, SiteEntry site, long nanos) {
    started(threadId, site, nanos, null);
  }

  /** The same of a start in a scope. */
  public void started(long threadId, SiteEntry site, long nanos, @Nullable String scope) {
    if (starts.size() >= capacity) {
      dropped.increment();
      return;
    }
    EndpointEntry endpoint = scope == null ? null : endpoints.entryOf(scope);
    if (starts.putIfAbsent(threadId, new Start(site, nanos, scope, endpoint)) == null) {
      site.countStart();
      if (endpoint != null) {
        endpoint.countStart();
      }
    }
  }

  /** Takes back a start that the JVM refused, such as for want of native threads. */
  public void startFailed(long threadId) {
    Start start = starts.remove(threadId);
    if (start != null) {
      start.uncountStart();
    }
  }

  /** Notes an end and counts it, if the start is known. */
  public void ended(long threadId) {
    Start start = starts.remove(threadId);
    if (start != null) {
      start.countEnd();
    }
  }

  /** The start of a live thread, null if nobody saw it. */
  public @Nullable Start find(long threadId) {
    return starts.get(threadId);
  }

  /**
   * Ends every thread that was started before the given time and not seen live in the given round:
   * for ends that no means of attribution has told.
   */
  public void reconcile(long round, long startedBeforeNanos) {
    starts.forEach(
        (threadId, start) -> {
          if (start.seenInRound != round && start.nanos - startedBeforeNanos < 0) {
            ended(threadId);
          }
        });
  }

  /** Threads noted as live. */
  public int size() {
    return starts.size();
  }

  /** Starts that found no room. */
  public long dropped() {
    return dropped.sum();
  }
}
