package com.acme.shop.site;

import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Hands a thread on from its own frame. Copies of it are made with other numbers for a name, as
 * many digits long.
 */
public final class Site00000 implements BiConsumer<Thread, Consumer<Thread>> {

  /** Called by reflection. */
  public Site00000() {}

  @Override
  public void accept(Thread thread, Consumer<Thread> starter) {
    starter.accept(thread);
  }
}
