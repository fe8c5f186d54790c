package io.threadleak.junit;

import io.threadleak.attribution.OwnThreads;
import io.threadleak.attribution.ThreadGroups;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All live threads: those that were seen to start, and beside them whoever was there before. */
final class WholeJvm implements Starts {

  private final Starts seen;

  WholeJvm(Starts seen) {
    this.seen = seen;
  }

  @Override
  public void enter(@Nullable TestContext context) {
    seen.enter(context);
  }

  @Override
  public List<StartedThread> live(Predicate<TestContext> wanted) {
    List<StartedThread> all = new ArrayList<>(seen.live(wanted));
    Set<Thread> known = new HashSet<>();
    all.forEach(thread -> known.add(thread.thread()));
    known.add(Thread.currentThread());
    ThreadGroups.forEachThread(
        thread -> {
          if (!known.contains(thread) && !OwnThreads.owns(thread)) {
            all.add(StartedThread.unknown(thread, TestContext.NONE));
          }
        });
    return all;
  }

  @Override
  public void resolve() {
    seen.resolve();
  }

  @Override
  public String means() {
    return seen.means();
  }
}
