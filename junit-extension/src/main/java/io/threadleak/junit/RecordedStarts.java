package io.threadleak.junit;

import io.threadleak.attribution.ApplicationCode;
import io.threadleak.attribution.AttributionException;
import io.threadleak.attribution.JfrAttribution;
import io.threadleak.attribution.OwnThreads;
import io.threadleak.attribution.SiteTable;
import io.threadleak.attribution.ThreadGroups;
import io.threadleak.attribution.ThreadIds;
import io.threadleak.attribution.ThreadLedger;
import io.threadleak.model.CreationSite;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import org.jspecify.annotations.Nullable;

/**
 * Starts of platform threads as a JFR stream tells of them, up to a second late: for a JVM without
 * the agent. The live ones are listed at once; where they were started, only after {@link
 * #resolve()}.
 */
final class RecordedStarts implements Starts {

  private static final int MAX_SITES = 10_000;
  private static final int STACKS = 10_000;
  private static final int ROUNDS_OF_ASKING = 2;

  private final ThreadLedger ledger = new ThreadLedger(new SiteTable(MAX_SITES), System::nanoTime);
  private final Ancestry ancestry = new Ancestry();
  private final StreamMarks marks = new StreamMarks();
  private final Set<Long> thereBefore = new HashSet<>();
  private volatile @Nullable String blind;

  /** Why the agent could not be brought; empty where nobody tried. */
  private final String refusal;

  private RecordedStarts(String refusal) {
    this.refusal = refusal;
  }

  /**
   * A stream that is open; where JFR refuses, one that only knows who is live, and says so.
   *
   * @param refusal why the agent could not be brought into this JVM; empty where nobody tried
   */
  static RecordedStarts open(ApplicationCode code, String refusal) {
    RecordedStarts opened = new RecordedStarts(refusal);
    ThreadGroups.forEachThread(thread -> opened.wasThere(ThreadIds.of(thread)));
    JfrAttribution stream = new JfrAttribution(code);
    stream.also(opened::startRead, opened::endRead);
    try {
      stream.open(opened.ledger);
    } catch (AttributionException refused) {
      opened.blind = String.valueOf(refused.getMessage());
    }
    return opened;
  }

  private void wasThere(long thread) {
    thereBefore.add(thread);
    ancestry.unseen(thread, TestContext.NONE);
  }

  @Override
  public void enter(@Nullable TestContext context) {
    Contexts.say(context);
    long thread = ThreadIds.of(Thread.currentThread());
    ancestry.entered(thread, nextNumber(), context);
  }

  /** A number above those of all threads that were made so far: that of a thread let go of. */
  private static long nextNumber() {
    return ThreadIds.of(new Thread(OwnThreads.group(), null, "number", 0, false));
  }

  @Override
  public List<StartedThread> live(Predicate<TestContext> wanted) {
    Thread current = Thread.currentThread();
    List<StartedThread> found = new ArrayList<>();
    ThreadGroups.forEachThread(
        thread -> {
          long id = ThreadIds.of(thread);
          if (thread == current || isNobodys(thread) || thereBefore.contains(id)) {
            return;
          }
          TestContext context = ancestry.contextOf(id);
          if (context == null || wanted.test(context)) {
            found.add(found(thread, id, context));
          }
        });
    return found;
  }

  private StartedThread found(Thread thread, long id, @Nullable TestContext context) {
    ThreadLedger.Start noted = ledger.find(id);
    if (noted == null) {
      return StartedThread.unknown(thread, context);
    }
    CreationSite site = noted.site().site();
    List<StackTraceElement> stack = ancestry.stackOf(id);
    return new StartedThread(thread, context, site, stack.isEmpty() ? site.frames() : stack);
  }

  /** Threadleak's own, and who is about to end and has no group any more. */
  private static boolean isNobodys(Thread thread) {
    return thread.getThreadGroup() == null || OwnThreads.owns(thread);
  }

  @Override
  public void resolve() {
    // Given up are only those that were there before the marks: what another test starts meanwhile
    // has yet to be told of.
    Set<Long> open = unresolved();
    for (int round = 0; round < ROUNDS_OF_ASKING && !open.isEmpty() && blind == null; round++) {
      marks.await();
      open.retainAll(unresolved());
    }
    // Whoever is still unknown was started before the stream, or by nobody it sees. Where it sees
    // nothing at all, the next best guess is that a thread is of the test that meets it first.
    TestContext here = blind == null ? null : Contexts.said();
    for (long thread : open) {
      ancestry.unseen(thread, here == null ? TestContext.NONE : here);
    }
  }

  private Set<Long> unresolved() {
    return live(context -> false).stream()
        .map(started -> ThreadIds.of(started.thread()))
        .collect(Collectors.toSet());
  }

  @Override
  public String means() {
    String why = blind;
    if (why != null) {
      return "Nothing saw starts: " + why;
    }
    return "Starts were seen by JFR, which sees platform threads alone; the agent "
        + (refusal.isEmpty()
            ? "(-javaagent:threadleak.jar, or threadleak.agent=attach) sees virtual ones, too"
            : "could not be brought into this JVM: " + refusal);
  }

  private void startRead(RecordedEvent event) {
    RecordedThread thread = event.getThread("thread");
    if (thread == null || thread.getJavaThreadId() <= 0) {
      return;
    }
    String name = String.valueOf(thread.getJavaName());
    if (marks.isOwn(name)) {
      marks.read(name);
      return;
    }
    List<StackTraceElement> stack = Frames.recorded(event.getStackTrace());
    RecordedThread starter = event.getThread("parentThread");
    ancestry.started(
        thread.getJavaThreadId(),
        starter == null ? 0 : starter.getJavaThreadId(),
        KnownThreads.isRunner(name) || Frames.isRunnersOwn(stack),
        ancestry.size() < STACKS ? stack : List.of());
  }

  private void endRead(RecordedEvent event) {
    RecordedThread thread = event.getThread("thread");
    if (thread != null) {
      ancestry.ended(thread.getJavaThreadId());
    }
  }
}
