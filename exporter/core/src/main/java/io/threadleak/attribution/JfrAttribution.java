package io.threadleak.attribution;

import io.threadleak.model.AttributionSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import org.jspecify.annotations.Nullable;

/**
 * Attribution by a JFR stream: {@code jdk.ThreadStart} carries the starter's stack and thread,
 * {@code jdk.ThreadEnd} the end. Needs no agent and no flag, JDK 17 and later; platform threads
 * only, since the event for virtual threads has the new thread's frames instead. Events arrive
 * about a second late.
 */
public final class JfrAttribution implements Attribution {

  private static final Duration LAG = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String START_EVENT = "jdk.ThreadStart";
  private static final String END_EVENT = "jdk.ThreadEnd";

  private final ApplicationCode code;
  private final SiteCache cache = new SiteCache();
  private final List<Consumer<EventStream>> others = new ArrayList<>();
  private final InheritedScopes scopes = new InheritedScopes(System::nanoTime);
  private volatile @Nullable EventStream stream;
  private volatile long openedNanos;
  private volatile boolean canarySeen;
  private volatile @Nullable ThreadLedger ledger;

  /** A stream that tells application frames by the given rule. */
  public JfrAttribution(ApplicationCode code) {
    this.code = code;
  }

  /**
   * Has starts and ends read by these two as well, after the ledger was told; to be called before
   * {@link #open}. A start is told when the thread first runs, by which time its starter may be far
   * on.
   */
  public void also(Consumer<RecordedEvent> onStart, Consumer<RecordedEvent> onEnd) {
    others.add(
        stream -> {
          stream.on(START_EVENT, onStart);
          stream.on(END_EVENT, onEnd);
        });
  }

  @Override
  public AttributionSource source() {
    return AttributionSource.JFR;
  }

  /** Opens the stream on the calling thread, whose thread group JFR's own threads then join. */
  @Override
  public void open(ThreadLedger ledger) throws AttributionException {
    this.ledger = ledger;
    Scopes.tellOfThreadsMade(scopes);
    try {
      EventStream opened = new EventStream();
      stream = opened;
      opened.enable(START_EVENT).withStackTrace();
      opened.enable(END_EVENT).withoutStackTrace();
      opened.on(START_EVENT, event -> started(event, ledger));
      opened.on(END_EVENT, event -> ended(event, ledger));
      others.forEach(other -> other.accept(opened));
      opened.start();
    } catch (RuntimeException | LinkageError | OutOfMemoryError blind) {
      close();
      throw new AttributionException(
          "JFR cannot be streamed from in this JVM ("
              + blind
              + "): creation sites are known by thread name only."
              + " Use a JVM with the module jdk.jfr and a writable java.io.tmpdir, or the agent.",
          blind);
    }
    openedNanos = ledger.nanos();
    OwnThreads.factory("canary").newThread(() -> {}).start();
  }

  @Override
  public Duration lag() {
    return LAG;
  }

  @Override
  public @Nullable String trouble() {
    ThreadLedger to = ledger;
    if (to != null && !canarySeen && to.nanos() - openedNanos > PATIENCE.toNanos()) {
      return "The JFR stream has not delivered the start of a thread that was started on purpose:"
          + " new creation sites are known by thread name only. Check that no other recording"
          + " disables jdk.ThreadStart, or use the agent.";
    }
    EventStream open = stream;
    long failed = open == null ? 0 : open.failures();
    if (failed > 0) {
      return failed + " JFR events could not be read.";
    }
    long unscoped = scopes.dropped();
    return unscoped == 0
        ? null
        : unscoped + " threads constructed in a scope found no room: they are counted in none.";
  }

  @Override
  public void close() {
    ledger = null;
    Scopes.tellNoMore(scopes);
    EventStream open = stream;
    stream = null;
    if (open != null) {
      open.close();
    }
  }

  private void started(RecordedEvent event, ThreadLedger to) {
    RecordedThread thread = event.getThread("thread");
    if (thread == null || thread.getJavaThreadId() <= 0) {
      return;
    }
    if (isOwn(thread)) {
      canarySeen = true;
      return;
    }
    long ageNanos = Math.max(0, Duration.between(event.getStartTime(), Instant.now()).toNanos());
    RecordedThread starter = event.getThread("parentThread");
    String scope =
        starter == null ? null : scopes.take(thread.getJavaThreadId(), idOfStarter(starter));
    SiteEntry site = siteOf(event, starter, to);
    to.started(thread.getJavaThreadId(), site, to.nanos() - ageNanos, scope);
  }

  private static void ended(RecordedEvent event, ThreadLedger to) {
    RecordedThread thread = event.getThread("thread");
    if (thread != null) {
      to.ended(thread.getJavaThreadId());
    }
  }

  private SiteEntry siteOf(RecordedEvent event, @Nullable RecordedThread parent, ThreadLedger to) {
    RecordedStackTrace trace = event.getStackTrace();
    List<RecordedFrame> recorded = trace == null ? List.of() : trace.getFrames();
    ThreadLedger.Start starter = parent == null ? null : to.find(parent.getJavaThreadId());
    StackTraceElement root = starter == null ? null : starter.site().root();
    return cache.get(
        key(recorded, root),
        () ->
            to.sites()
                .entryOf(
                    SiteNaming.name(
                        frames(recorded), SiteNaming.Start.platform(AttributionSource.JFR, root))));
  }

  private static StackKey key(List<RecordedFrame> recorded, @Nullable StackTraceElement root) {
    StackKey key = new StackKey().with(root == null ? 0 : root.hashCode());
    for (RecordedFrame frame : recorded) {
      RecordedMethod method = frame.getMethod();
      key.with(method.getType().getName().hashCode())
          .with(method.getName().hashCode())
          .with(frame.getLineNumber());
    }
    return key;
  }

  private List<Frame> frames(List<RecordedFrame> recorded) {
    return RecordedFrames.of(recorded, code);
  }

  /** Of what a virtual thread starts, the event tells of the carrier. */
  private static long idOfStarter(RecordedThread starter) {
    return isIn(ThreadGroups.CARRIERS, starter)
        ? InheritedScopes.ANY_VIRTUAL
        : starter.getJavaThreadId();
  }

  private static boolean isOwn(RecordedThread thread) {
    return isIn(OwnThreads.GROUP_NAME, thread);
  }

  private static boolean isIn(String group, RecordedThread thread) {
    return thread.getThreadGroup() != null && group.equals(thread.getThreadGroup().getName());
  }
}
