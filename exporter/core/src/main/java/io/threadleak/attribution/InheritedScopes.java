package io.threadleak.attribution;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The scopes in which threads were constructed, until somebody tells of their starts.
 *
 * <p>Whoever sees a construction does not know the thread yet, and whoever tells of a start does so
 * late, in the order in which threads first ran. The two are brought together by ids, which the JDK
 * counts up: a thread that is made in the midst of a construction for nothing else has the id next
 * to that of the one under construction. Where another thread got in between, or where one thread
 * constructs what another one starts, nothing is found, and never another's; only virtual threads
 * that construct threads in the same instant are not told apart, since JFR tells of their carriers.
 *
 * <p>At most {@value #CAPACITY} at a time; what finds no room is counted. Thread-safe.
 */
final class InheritedScopes {

  /** Stands for each thread that is virtual, or carries such a one. */
  static final long ANY_VIRTUAL = -1;

  static final int CAPACITY = 10_000;
  static final int PATIENCE_SECONDS = 60;

  private static final long PATIENCE_NANOS = PATIENCE_SECONDS * 1_000_000_000L;

  /** Found out before any construction is told, since that makes threads, too. */
  private static final boolean IDS_COME_FIRST = new IdOrder().idsComeFirst();

  /** One construction: by whom, in which scope, and when. */
  private record Made(long makerId, String scope, long nanos) {}

  private final ConcurrentHashMap<Long, Made> byThread = new ConcurrentHashMap<>();
  private final LongAdder dropped = new LongAdder();
  private final AtomicLong forgotten;
  private final LongSupplier nanoClock;

  InheritedScopes(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    forgotten = new AtomicLong(nanoClock.getAsLong());
  }

  /**
   * Notes that a thread with the given id is being constructed by another one in a scope.
   *
   * @param makerId of the other one, {@link #ANY_VIRTUAL} if that is virtual
   */
  void made(long threadId, long makerId, String scope) {
    long now = nanoClock.getAsLong();
    if (byThread.size() >= CAPACITY) {
      forgetOld(now);
    }
    if (byThread.size() < CAPACITY) {
      byThread.put(threadId, new Made(makerId, scope, now));
    } else {
      dropped.increment();
    }
  }

  /**
   * The scope of a thread that another one has started, and forgets it; null if none is known.
   *
   * @param starterId of the other one, {@link #ANY_VIRTUAL} if that carries virtual threads
   */
  @Nullable String take(long threadId, long starterId) {
    Made made = byThread.remove(threadId);
    return made == null || made.makerId() != starterId ? null : made.scope();
  }

  /** Forgets what nobody has asked for in time, now and then: threads that were never started. */
  private void forgetOld(long now) {
    long last = forgotten.get();
    if (now - last >= PATIENCE_NANOS && forgotten.compareAndSet(last, now)) {
      byThread.values().removeIf(made -> now - made.nanos() > PATIENCE_NANOS);
    }
  }

  /** Constructions that found no room. */
  long dropped() {
    return dropped.sum();
  }

  /** Constructions noted and not yet asked for. */
  int size() {
    return byThread.size();
  }

  /** The id of the thread that the calling one is just constructing, as far as can be told. */
  static long idUnderConstruction() {
    return probe() + (IDS_COME_FIRST ? -1 : 1);
  }

  /** The next id. */
  private static long probe() {
    return ThreadIds.of(new Thread(OwnThreads.group(), () -> {}, "probe", 0, false));
  }

  /**
   * Whether this JVM gives a thread its id before it takes thread locals over, as from JDK 19 on,
   * or after that: found out by making one.
   */
  private static final class IdOrder extends InheritableThreadLocal<Long> {

    private long probed;

    private boolean idsComeFirst() {
      set(0L);
      try {
        long made = ThreadIds.of(new Thread(OwnThreads.group(), () -> {}, "order"));
        return made < probed;
      } finally {
        remove();
      }
    }

    @Override
    protected Long childValue(Long ofMaker) {
      probed = probe();
      return ofMaker;
    }
  }
}
