package io.threadleak.attribution;

import io.threadleak.model.AttributionSource;
import io.threadleak.model.CreationSite;
import io.threadleak.model.ThreadKind;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Attribution by the stem of a thread's name and its classes, for threads whose start nobody saw:
 * those that were there before the monitor, and those the other means missed. It never learns of
 * starts by itself; the sampler shows it threads that the ledger does not know.
 */
public final class NameAttribution implements Attribution {

  private volatile @Nullable ThreadLedger ledger;

  /** Makes one; it is of use once opened. */
  public NameAttribution() {}

  @Override
  public AttributionSource source() {
    return AttributionSource.NAME;
  }

  @Override
  public void open(ThreadLedger ledger) {
    this.ledger = ledger;
  }

  @Override
  public Duration lag() {
    return Duration.ZERO;
  }

  /** Writes a live thread into the ledger as started now, at the site of its name. */
  public void attribute(Thread thread) {
    ThreadLedger to = ledger;
    if (to != null) {
      SiteEntry site = to.sites().entryOf(name(thread));
      to.started(ThreadIds.of(thread), site, to.nanos());
    }
  }

  @Override
  public void close() {
    ledger = null;
  }

  /** The site of threads of which nothing but a name is known. */
  public static CreationSite siteOf(String name, ThreadKind kind) {
    return site(ThreadNames.stem(name), kind);
  }

  private static SiteNaming.Named name(Thread thread) {
    String stem = ThreadNames.stem(thread.getName());
    String task = taskClass(thread);
    String label = task == null ? stem : stem + " (" + task + ")";
    return new SiteNaming.Named(site(label, ThreadKind.PLATFORM), null);
  }

  private static CreationSite site(String label, ThreadKind kind) {
    String prefix = kind == ThreadKind.VIRTUAL ? "virtual\nname\n" : "name\n";
    return new CreationSite(
        SiteNaming.id(prefix + label),
        label,
        kind,
        AttributionSource.NAME,
        List.of(),
        null,
        null,
        null);
  }

  /** What the thread runs, or else is, where that is not the JDK's; null otherwise. */
  private static @Nullable String taskClass(Thread thread) {
    Object task = ThreadTasks.of(thread);
    for (Class<?> type :
        new Class<?>[] {task == null ? null : task.getClass(), thread.getClass()}) {
      if (type != null && type.getClassLoader() != null) {
        return CodeNames.stableClass(type.getName());
      }
    }
    return null;
  }
}
