package io.threadleak.demo;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** A maker of numbered daemon threads with small stacks; whoever asked for one starts it. */
final class DemoThreads implements ThreadFactory {

  private static final long STACK_BYTES = 256 * 1024;

  private final String stem;
  private final AtomicInteger made = new AtomicInteger();

  /** Names threads {@code stem-1}, {@code stem-2} and so on. */
  DemoThreads(String stem) {
    this.stem = stem;
  }

  @Override
  public Thread newThread(Runnable task) {
    Thread thread = new Thread(null, task, stem + "-" + made.incrementAndGet(), STACK_BYTES);
    thread.setDaemon(true);
    return thread;
  }
}
