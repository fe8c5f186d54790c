package io.threadleak.attribution;

import io.threadleak.sampling.LiveVirtualThreads;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Virtual threads made up for tests: platform threads that are never started, with their tasks, in
 * place of virtual ones. Told as starts as the agent's hook would.
 */
public final class FakeStarts implements LiveVirtualThreads {

  private final Map<Thread, Object> live = new LinkedHashMap<>();
  private final SiteTable table = new SiteTable(100);
  private final ThreadLedger ledger;
  private final VirtualStarts starts;

  /** Starts whose stacks may cost so much, over a ledger with the given clock. */
  public FakeStarts(double cpuShare, LongSupplier nanos) {
    ledger = new ThreadLedger(table, nanos);
    starts =
        new VirtualStarts(
            ApplicationCode.of(List.of("io.threadleak.sampling"), null, null), cpuShare);
  }

  /** The ledger. */
  public ThreadLedger ledger() {
    return ledger;
  }

  /** The starts. */
  public VirtualStarts starts() {
    return starts;
  }

  /** A thread that was there before; it is not told of. */
  public Thread thereBefore(Runnable task) {
    Thread thread = new Thread(task);
    live.put(thread, task);
    return thread;
  }

  /** Starts a thread: the caller's line is its site. */
  public Thread start(Runnable task) {
    Thread thread = new Thread(task);
    start(thread, task);
    return thread;
  }

  /** Starts a thread that was made before: the caller's line is its site. */
  public void start(Thread made, Runnable task) {
    start(made, task, () -> {}, () -> {});
  }

  /**
   * The same, where something happens meanwhile.
   *
   * @param beforeLive runs when the start was told and the thread does not live yet
   * @param beforeCounted runs when it lives and the start is not done
   */
  public void start(Thread made, Runnable task, Runnable beforeLive, Runnable beforeCounted) {
    TaskClass tasks = Objects.requireNonNull(starts.starting(made, task, null), "starts are open");
    beforeLive.run();
    live.put(made, task);
    beforeCounted.run();
    starts.started(tasks);
  }

  /** Ends a thread. */
  public void end(Thread thread) {
    live.remove(thread);
  }

  /** The site with a label that contains the given text. */
  public SiteEntry site(String text) {
    return table.entries().stream()
        .filter(entry -> entry.site().label().contains(text))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no site " + text + " among " + labels()));
  }

  /** All labels. */
  public List<String> labels() {
    return table.entries().stream().map(entry -> entry.site().label()).toList();
  }

  @Override
  public void forEach(Visitor visitor) {
    for (Map.Entry<Thread, Object> entry : live.entrySet()) {
      if (!visitor.visit(entry.getKey(), entry.getValue())) {
        return;
      }
    }
  }

  @Override
  public @Nullable String blindSpot() {
    return null;
  }
}
