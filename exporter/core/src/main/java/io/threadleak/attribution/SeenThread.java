package io.threadleak.attribution;

import java.lang.ref.WeakReference;

/**
 * A thread that was seen, for who has to find it again. It keeps the thread from nothing, and a
 * proof knows of this class that it wakes nobody.
 */
public final class SeenThread extends WeakReference<Thread> {

  /** Of that thread. */
  public SeenThread(Thread thread) {
    super(thread);
  }
}
