package io.threadleak.attribution;

import io.threadleak.model.AttributionSource;
import io.threadleak.model.ThreadKind;
import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The creation site of a thread that the calling thread is just starting, from the caller's own
 * stack. Thread-safe.
 *
 * <p>How is it made cheap? The stack is walked lazily, by class and bytecode index, and only as far
 * as the first application frame; method names are asked for outside the JDK alone. What was walked
 * is hashed, and only a hash not seen before has its stack captured in full and named. The method
 * names are needed: two methods of one class may well start a thread at the same bytecode index.
 */
final class CallerSite {

  private static final int MAX_WALKED_FRAMES = 512;
  private static final int MAX_KEPT_FRAMES = 64;
  private static final String BOOT_PACKAGE = "io.threadleak.boot";
  private static final @Nullable Class<?> VIRTUAL_THREAD =
      OpenFields.jdkClass("java.lang.VirtualThread");

  private static final Set<Class<?>> OWN =
      Set.of(
          CallerSite.class,
          SiteCache.class,
          HookAttribution.class,
          VirtualStarts.class,
          CountedThreads.class,
          CountedFactory.class);

  private static final StackWalker WALKER =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private final ApplicationCode code;
  private final ThreadKind kind;
  private final AttributionSource source;
  private final SiteCache cache = new SiteCache();

  /**
   * Sites of threads of one kind, whose application frames the given rule tells, and whose starts
   * the given source.
   */
  CallerSite(ApplicationCode code, ThreadKind kind, AttributionSource source) {
    this.code = code;
    this.kind = kind;
    this.source = source;
  }

  /**
   * The site that the caller stands at.
   *
   * @param sites where it is looked up and kept
   * @param rootBeyond where the start leads to, asked for where the stack has no application frame;
   *     may answer null
   * @param scope the structured scope of the start, asked for where the site is new; may answer
   *     null
   */
  SiteEntry find(
      SiteTable sites, Supplier<@Nullable Root> rootBeyond, Supplier<@Nullable String> scope) {
    StackKey key = new StackKey();
    Root root = WALKER.walk(frames -> walkToApplication(frames, key)) ? null : rootBeyond.get();
    if (root != null) {
      key.with(root.hashCode());
    }
    return cache.get(
        key,
        () ->
            sites.entryOf(
                SiteNaming.name(
                    WALKER.walk(this::capture),
                    new SiteNaming.Start(kind, source, root, scope.get()))));
  }

  /** Hashes frames up to the first application frame; false if there was none. */
  private boolean walkToApplication(Stream<StackFrame> frames, StackKey key) {
    Iterator<StackFrame> iterator = frames.iterator();
    boolean underStart = false;
    for (int walked = 0; walked < MAX_WALKED_FRAMES && iterator.hasNext(); walked++) {
      StackFrame frame = iterator.next();
      Class<?> type = frame.getDeclaringClass();
      if (!underStart && isStartItself(type)) {
        continue;
      }
      underStart = true;
      Origin origin = code.of(type);
      key.with(type.getName().hashCode()).with(frame.getByteCodeIndex());
      if (origin != Origin.JDK) {
        key.with(frame.getMethodName().hashCode());
      }
      if (origin == Origin.APPLICATION) {
        return true;
      }
    }
    return false;
  }

  private List<Frame> capture(Stream<StackFrame> frames) {
    List<Frame> kept = new ArrayList<>();
    Iterator<StackFrame> iterator = frames.iterator();
    boolean named = false;
    for (int walked = 0; walked < MAX_WALKED_FRAMES && iterator.hasNext(); walked++) {
      StackFrame frame = iterator.next();
      if (kept.isEmpty() && isStartItself(frame.getDeclaringClass())) {
        continue;
      }
      Origin origin = code.of(frame.getDeclaringClass());
      kept.add(new Frame(frame.toStackTraceElement(), origin));
      named |= origin == Origin.APPLICATION;
      if (named && kept.size() >= MAX_KEPT_FRAMES) {
        break;
      }
    }
    return kept;
  }

  /** Frames of the hook and of threads themselves above the code that asked for the thread. */
  private static boolean isStartItself(Class<?> type) {
    return type == Thread.class
        || type == VIRTUAL_THREAD
        || OWN.contains(type)
        || type.getPackageName().equals(BOOT_PACKAGE);
  }
}
