package io.threadleak.benchmarks;

import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The code that {@link CreationSites} makes copies of: it hands a thread on from its own frame.
 * Public, since the copies live in another package.
 */
public final class SiteTemplate implements BiConsumer<Thread, Consumer<Thread>> {

  /** Called by reflection. */
  public SiteTemplate() {}

  @Override
  public void accept(Thread thread, Consumer<Thread> starter) {
    starter.accept(thread);
  }
}
