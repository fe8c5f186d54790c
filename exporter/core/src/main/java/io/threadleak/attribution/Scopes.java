package io.threadleak.attribution;

import io.threadleak.model.LabelText;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What each thread is serving at the moment, by name, and how often each name was served. Written
 * by {@code ThreadLeak.scope} and by the agent's hooks, read by attribution. Thread-safe.
 *
 * <p>How do the two share it? The agent puts a class on the boot loader that holds the store, in
 * types of the JDK alone; each copy of this class finds it there, whatever its own class loader.
 * Without the agent each copy has a store of its own, and a thread takes over the scope of the one
 * that makes it, as an {@link InheritableThreadLocal} has it; with the agent it is the one that
 * starts it, as the hook sees it.
 */
public final class Scopes {

  /** Names whose completions are counted apart; what comes after is counted as {@link #OTHER}. */
  static final int MAX_NAMES = 1_000;

  /** What stands for all names that found no room. */
  public static final String OTHER = "other";

  /** The name of no scope: nothing is served, whatever the thread was started in. */
  public static final String NONE = "";

  private static final String SHARED = "io.threadleak.boot.CurrentScope";

  private static volatile Store store = find();

  /** Saves each thread a slot where nobody ever opens a scope. */
  private static volatile boolean used = store.isShared();

  /**
   * Where it all stands.
   *
   * @param cells of each thread one slot: null, a name, or a {@link Supplier} of one
   * @param completed how often each name was served
   * @param startedIn tells the scope that a thread was started in
   * @param isShared whether it is the agent's
   */
  private record Store(
      ThreadLocal<Object[]> cells,
      ConcurrentHashMap<String, LongAdder> completed,
      AtomicReference<@Nullable Function<Thread, @Nullable String>> startedIn,
      boolean isShared) {}

  /** Those that are to be told of constructions, which the agent's store needs none of. */
  private static final List<InheritedScopes> TOLD = new CopyOnWriteArrayList<>();

  private Scopes() {}

  /** The calling thread's slot; to be handed back to {@link #leave} as it is. */
  public static Object[] cell() {
    if (!used) {
      used = true;
    }
    return store.cells().get();
  }

  /** Puts what a slot held back, and counts what it holds now as served once more. */
  public static void leave(Object[] cell, @Nullable Object entered, @Nullable Object before) {
    cell[0] = before;
    String name = nameOf(entered);
    if (name != null && !name.isEmpty()) {
      count(store.completed(), name);
    }
  }

  /** What the calling thread serves: entered here, else what it was started in; null if nothing. */
  public static @Nullable String current() {
    String name = entered();
    if (name == null) {
      Function<Thread, @Nullable String> startedIn = store.startedIn().get();
      name = startedIn == null ? null : startedIn.apply(Thread.currentThread());
    }
    return name == null || name.isEmpty() ? null : name;
  }

  /** What was entered on the calling thread, {@link #NONE} included; null if nothing was. */
  static @Nullable String entered() {
    return used ? nameOf(store.cells().get()[0]) : null;
  }

  /** How often each name was served so far; what found no room is under {@link #OTHER}. */
  public static Map<String, Long> completed() {
    Map<String, Long> counts = new TreeMap<>();
    store
        .completed()
        .forEach((name, count) -> counts.merge(LabelText.cut(name), count.sum(), Long::sum));
    return counts;
  }

  /** Has the scope that a thread was started in told by the given function from now on. */
  public static void tellStartedIn(Function<Thread, @Nullable String> startedIn) {
    store.startedIn().set(startedIn);
  }

  /** Tells of each platform thread that is constructed in a scope. */
  static void tellOfThreadsMade(InheritedScopes told) {
    TOLD.add(told);
  }

  /** No longer does. */
  static void tellNoMore(InheritedScopes told) {
    TOLD.remove(told);
  }

  /**
   * Looks for the agent's store once more: for an agent that comes to a running JVM, which calls
   * this on each copy of this class by its name. What is open at that moment stays with the old.
   */
  public static void share() {
    store = find();
    used |= store.isShared();
  }

  private static Store find() {
    try {
      Class<?> shared = Class.forName(SHARED, true, null);
      return new Store(
          field(shared, "CELLS"), field(shared, "COMPLETED"), field(shared, "STARTED_IN"), true);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError noAgent) {
      return new Store(
          new InheritedCells(), new ConcurrentHashMap<>(), new AtomicReference<>(), false);
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the agent's class says so
  private static <T> T field(Class<?> shared, String name) throws ReflectiveOperationException {
    return (T) shared.getField(name).get(null);
  }

  /** Whoever names a scope late is asked each time; what fails names none. */
  private static @Nullable String nameOf(@Nullable Object entered) {
    if (entered instanceof String name) {
      return name; // asked first, since JDK 17 is slow to say that a string is no supplier
    }
    return entered instanceof Supplier<?> late ? askedFor(late) : null;
  }

  private static @Nullable String askedFor(Supplier<?> late) {
    try {
      return late.get() instanceof String name ? LabelText.cut(name) : null;
    } catch (Throwable hostsFailure) {
      return null;
    }
  }

  private static void count(ConcurrentHashMap<String, LongAdder> counts, String name) {
    LongAdder count = counts.get(name);
    if (count == null) {
      String known = counts.size() < MAX_NAMES ? name : OTHER;
      count = counts.computeIfAbsent(known, any -> new LongAdder());
    }
    count.increment();
  }

  /** Slots that a new thread begins with the name in its maker's. */
  private static final class InheritedCells extends InheritableThreadLocal<Object[]> {

    @Override
    protected Object[] initialValue() {
      return new Object[1];
    }

    @Override
    protected Object[] childValue(Object[] ofMaker) {
      String name = nameOf(ofMaker[0]);
      if (name != null && !name.isEmpty() && !TOLD.isEmpty()) {
        tell(name);
      }
      return new Object[] {name};
    }

    /** Of platform threads alone: nobody tells of the starts of virtual ones. */
    private static void tell(String scope) {
      if (!VirtualThreadApi.isBeingConstructed()) {
        long thread = InheritedScopes.idUnderConstruction();
        Thread current = Thread.currentThread();
        long maker =
            VirtualThreadApi.isVirtual(current)
                ? InheritedScopes.ANY_VIRTUAL
                : ThreadIds.of(current);
        TOLD.forEach(told -> told.made(thread, maker, scope));
      }
    }
  }
}
