package io.threadleak.attribution;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Runnable} a thread was made with. The JDK keeps it in a private field, which can be
 * read only where {@code java.lang} is open to threadleak: the agent opens it, and {@code
 * --add-opens java.base/java.lang=ALL-UNNAMED} does; else nothing is known of any thread's task.
 */
final class ThreadTasks {

  private static volatile @Nullable Field holder;
  private static volatile @Nullable Field task;
  private static volatile boolean looked;

  private ThreadTasks() {}

  /** The task of a live platform thread; null where it has none or it cannot be read. */
  static @Nullable Object of(Thread thread) {
    if (!looked) {
      look();
    }
    Field target = task;
    if (target == null) {
      return null;
    }
    try {
      Field inHolder = holder;
      Object owner = inHolder == null ? thread : inHolder.get(thread);
      return owner == null ? null : target.get(owner);
    } catch (IllegalAccessException | IllegalArgumentException unreadable) {
      return null;
    }
  }

  /** {@code Thread.target} up to JDK 18, {@code Thread.holder.task} since. */
  private static synchronized void look() {
    try {
      Field field = Thread.class.getDeclaredField("target");
      field.setAccessible(true);
      task = field;
    } catch (NoSuchFieldException sinceJdk19) {
      lookInHolder();
    } catch (RuntimeException closed) {
      task = null;
    }
    looked = true;
  }

  private static void lookInHolder() {
    try {
      Field field = Thread.class.getDeclaredField("holder");
      field.setAccessible(true);
      Field inner = field.getType().getDeclaredField("task");
      inner.setAccessible(true);
      holder = field;
      task = inner;
    } catch (NoSuchFieldException | RuntimeException unknownLayout) {
      task = null;
    }
  }
}
