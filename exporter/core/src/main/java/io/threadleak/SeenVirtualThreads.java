package io.threadleak;

import io.threadleak.attribution.VirtualThreadApi;
import io.threadleak.model.LeakReport;
import io.threadleak.model.ThreadKind;
import io.threadleak.proving.VirtualThreadView;
import io.threadleak.sampling.LiveVirtualThreads;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the rounds see of virtual threads; looked at between rounds alone. */
final class SeenVirtualThreads implements VirtualThreadView {

  private final Supplier<LeakReport> latest;
  private final Supplier<@Nullable LiveVirtualThreads> live;

  SeenVirtualThreads(Supplier<LeakReport> latest, Supplier<@Nullable LiveVirtualThreads> live) {
    this.latest = latest;
    this.live = live;
  }

  @Override
  public boolean inUse() {
    LeakReport report = latest.get();
    return VirtualThreadApi.exists()
        && (report.virtualThreads() != null || report.live(ThreadKind.VIRTUAL) > 0);
  }

  @Override
  public int live() {
    return latest.get().live(ThreadKind.VIRTUAL);
  }

  @Override
  public void forEach(Consumer<Thread> visitor) {
    LiveVirtualThreads seen = live.get();
    if (seen != null) {
      seen.forEach(
          (thread, task) -> {
            visitor.accept(thread);
            return true;
          });
    }
  }
}
