package io.threadleak.attribution;

import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** A factory that has another one make threads, and has those that are virtual counted. */
final class CountedFactory implements ThreadFactory {

  private final ThreadFactory delegate;
  private final CountedThreads threads;
  private volatile @Nullable TaskClass opaque;

  CountedFactory(ThreadFactory delegate, CountedThreads threads) {
    this.delegate = delegate;
    this.threads = threads;
  }

  @Override
  public @Nullable Thread newThread(@Nullable Runnable task) {
    if (task == null) {
      return delegate.newThread(task); // refuses it, or not, as it would without us
    }
    CountedTask counted = new CountedTask(task, this);
    Thread thread = delegate.newThread(counted);
    if (thread != null && VirtualThreadApi.isVirtual(thread)) {
      threads.made(counted, thread, this);
    }
    return thread;
  }

  /** Where its threads are counted. */
  CountedThreads threads() {
    return threads;
  }

  /** The class that stands for all tasks of this factory that nobody can look into. */
  TaskClass opaqueTasks(TaskClasses classes, Class<?> type) {
    TaskClass known = opaque;
    if (known == null || known.owner() != classes) {
      known = classes.add(type, this);
      opaque = known;
    }
    return known;
  }
}
