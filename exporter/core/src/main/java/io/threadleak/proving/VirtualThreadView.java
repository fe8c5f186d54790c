package io.threadleak.proving;

import java.util.function.Consumer;

/** What is known of this JVM's virtual threads. Thread-safe. */
public interface VirtualThreadView {

  /** Of a JVM without any. */
  VirtualThreadView NONE =
      new VirtualThreadView() {
        @Override
        public boolean inUse() {
          return false;
        }

        @Override
        public void forEach(Consumer<Thread> visitor) {
          // There are none.
        }
      };

  /** Whether there may be any. */
  boolean inUse();

  /** How many there are, as far as they are counted. */
  default int live() {
    return 0;
  }

  /** Hands over those that can be seen, and keeps hold of none. */
  void forEach(Consumer<Thread> visitor);
}
