package io.threadleak.oracle;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

/**
 * An object that nothing reaches: it tells whether the JVM has collected, and when its handler of
 * references is through with what that collection found. Used by one thread at a time.
 *
 * <p>The handler holds the reference that it is putting into a queue until it has returned from
 * there, which may be after the reference was taken out: in that moment a final reference keeps its
 * object reachable. It takes all that one collection found in a row, kind by kind, the final ones
 * between the weak and the phantom ones. So whichever way it goes, once a weak and a phantom one
 * have come, it holds no final one of that collection.
 */
final class Canary {

  private final ReferenceQueue<Object> queue = new ReferenceQueue<>();
  private final Reference<Object> weak;
  private final Reference<Object> phantom;
  private int awaited = 2;

  Canary() {
    Object object = new Object();
    weak = new WeakReference<>(object, queue);
    phantom = new PhantomReference<>(object, queue);
  }

  /** Whether the object has been found unreachable. */
  boolean isFound() {
    return weak.refersTo(null) && phantom.refersTo(null);
  }

  /**
   * Waits for the handler.
   *
   * @param millis how long, above zero
   * @return whether it holds nothing any more that was found with the object
   */
  boolean awaitHandler(long millis) throws InterruptedException {
    while (awaited > 0 && queue.remove(millis) != null) {
      awaited--;
    }
    return awaited == 0;
  }
}
