package io.threadleak;

import io.threadleak.attribution.VirtualThreadApi;
import io.threadleak.model.LeakReport;
import io.threadleak.model.ThreadKind;
import io.threadleak.proving.VirtualThreadView;
import io.threadleak.sampling.LiveVirtualThreads;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a monitor can tell of virtual threads at any moment: by a look of its own, since the last
 * round may be an hour ago and a proof that knew nothing of them would not be sound on every JVM.
 * Thread-safe.
 */
final class SeenVirtualThreads implements VirtualThreadView {

  private final Supplier<LeakReport> latest;
  private final BooleanSupplier carriers;
  private @Nullable LiveVirtualThreads live;

  /**
   * Those of a monitor that has opened nothing yet.
   *
   * @param carriers whether the JVM shows by its carriers that it has run a virtual thread
   */
  SeenVirtualThreads(Supplier<LeakReport> latest, BooleanSupplier carriers) {
    this.latest = latest;
    this.carriers = carriers;
  }

  /**
   * From now on they can be listed.
   *
   * @param own a list that nobody else looks at: its owner need not be thread-safe
   */
  synchronized void open(LiveVirtualThreads own) {
    live = own;
  }

  @Override
  public boolean inUse() {
    return VirtualThreadApi.exists() && (reported() || carriers.getAsBoolean() || isAnyLive());
  }

  @Override
  public synchronized int live() {
    LiveVirtualThreads list = live;
    if (list == null) {
      return latest.get().live(ThreadKind.VIRTUAL);
    }
    int[] count = new int[1];
    list.forEach((thread, task) -> ++count[0] > 0);
    return count[0];
  }

  @Override
  public synchronized void forEach(Consumer<Thread> visitor) {
    LiveVirtualThreads list = live;
    if (list != null) {
      list.forEach(
          (thread, task) -> {
            visitor.accept(thread);
            return true;
          });
    }
  }

  private boolean reported() {
    LeakReport report = latest.get();
    return report.virtualThreads() != null || report.live(ThreadKind.VIRTUAL) > 0;
  }

  private synchronized boolean isAnyLive() {
    LiveVirtualThreads list = live;
    boolean[] any = new boolean[1];
    if (list != null) {
      list.forEach(
          (thread, task) -> {
            any[0] = true;
            return false;
          });
    }
    return any[0];
  }
}
