package io.threadleak.attribution;

import java.lang.StackWalker.StackFrame;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where thread pools were constructed, by the pool. Keeps no pool alive; bounded, and what finds no
 * room is counted. Thread-safe.
 *
 * <p>A pool's workers may be started by anyone who hands it a task, a thread that all clients of a
 * library share among them; the line that made the pool is the one that has to end it.
 */
public final class PoolBirths {

  static final int DEFAULT_CAPACITY = 100_000;

  private static final int MAX_WALKED_FRAMES = 512;
  private static final int MAX_PLACES = 10_000;
  private static final String BOOT_PACKAGE = "io.threadleak.boot";
  private static final String CONSTRUCTOR = "<init>";
  private static final String CLASS_INITIALISER = "<clinit>";

  private static final Set<Class<?>> OWN = Set.of(PoolBirths.class, HookAttribution.class);

  private static final StackWalker WALKER =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  /**
   * Where one pool was constructed.
   *
   * @param frame what a person would point at, with stable names
   * @param isApplication whether that is a line of the application's, which made this pool and not
   *     just the first use of what all share
   * @param label the frame in words
   */
  record Birth(StackTraceElement frame, boolean isApplication, String label) {

    Birth(StackTraceElement frame, boolean isApplication) {
      this(frame, isApplication, frame.toString());
    }
  }

  private final Map<Object, Birth> births = new ConcurrentHashMap<>();

  /** One object for all pools of one place; places beyond these have one for each pool. */
  private final Map<Birth, Birth> places = new ConcurrentHashMap<>();

  private final ReferenceQueue<Object> collected = new ReferenceQueue<>();
  private final LongAdder dropped = new LongAdder();
  private final ApplicationCode code;
  private final int capacity;

  PoolBirths(ApplicationCode code) {
    this(code, DEFAULT_CAPACITY);
  }

  PoolBirths(ApplicationCode code, int capacity) {
    this.code = code;
    this.capacity = capacity;
  }

  /**
   * Notes a pool that the calling thread is just constructing.
   *
   * @param starterRoot the root of the calling thread's own site, asked for where the stack has no
   *     application frame; may answer null
   */
  void built(Object pool, Supplier<@Nullable StackTraceElement> starterRoot) {
    forgetCollected();
    if (births.size() >= capacity) {
      dropped.increment();
      return;
    }
    Birth birth = WALKER.walk(frames -> find(frames, pool, starterRoot));
    if (birth != null) {
      births.put(new Key(pool, collected), shared(birth));
    }
  }

  private Birth shared(Birth birth) {
    if (places.size() >= MAX_PLACES) {
      return places.getOrDefault(birth, birth);
    }
    Birth known = places.putIfAbsent(birth, birth);
    return known == null ? birth : known;
  }

  /** The birth of a pool; null where nobody saw it. */
  @Nullable Birth find(Object pool) {
    return births.get(new Key(pool, null));
  }

  /** The application's line that constructed a pool; null where none did, or nobody saw it. */
  @Nullable StackTraceElement rootOf(@Nullable Object pool) {
    Birth birth = pool == null ? null : find(pool);
    return birth != null && birth.isApplication() ? birth.frame() : null;
  }

  /** Pools that found no room. */
  long dropped() {
    return dropped.sum();
  }

  /** Pools known at present, collected ones among them until the next one is built. */
  int size() {
    return births.size();
  }

  /**
   * What a class initialiser of a library builds is shared by all who use the library: whoever
   * happened to be first is not to be blamed for it.
   */
  private @Nullable Birth find(
      Stream<StackFrame> frames, Object pool, Supplier<@Nullable StackTraceElement> starterRoot) {
    StackFrame nearest = null;
    Iterator<StackFrame> iterator = frames.iterator();
    for (int walked = 0; walked < MAX_WALKED_FRAMES && iterator.hasNext(); walked++) {
      StackFrame frame = iterator.next();
      if (isConstructionItself(frame, pool)) {
        continue;
      }
      Origin origin = code.of(frame.getDeclaringClass());
      if (origin == Origin.APPLICATION) {
        return birth(frame, true);
      }
      if (frame.getMethodName().equals(CLASS_INITIALISER)) {
        return birth(frame, false);
      }
      nearest = nearest == null || isFirstOfLibrary(nearest, origin) ? frame : nearest;
    }
    StackTraceElement root = starterRoot.get();
    if (root != null) {
      return new Birth(root, true);
    }
    return nearest == null ? null : birth(nearest, false);
  }

  private boolean isFirstOfLibrary(StackFrame nearest, Origin origin) {
    return origin == Origin.LIBRARY && code.of(nearest.getDeclaringClass()) == Origin.JDK;
  }

  private static Birth birth(StackFrame frame, boolean isApplication) {
    return new Birth(CodeNames.stable(frame.toStackTraceElement()), isApplication);
  }

  /** Frames of the hook, and of the pool's own constructors, those of its subclasses as well. */
  private static boolean isConstructionItself(StackFrame frame, Object pool) {
    Class<?> type = frame.getDeclaringClass();
    return OWN.contains(type)
        || type.getPackageName().equals(BOOT_PACKAGE)
        || (frame.getMethodName().equals(CONSTRUCTOR) && type.isInstance(pool));
  }

  private void forgetCollected() {
    for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
      births.remove(gone);
    }
  }

  /** A pool by identity, whatever it takes itself to be equal to. */
  private static final class Key extends WeakReference<Object> {

    private final int hash;

    Key(Object pool, @Nullable ReferenceQueue<Object> queue) {
      super(pool, queue);
      hash = System.identityHashCode(pool);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      if (this == other) {
        return true;
      }
      Object pool = get();
      return pool != null && other instanceof Key key && key.refersTo(pool);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
