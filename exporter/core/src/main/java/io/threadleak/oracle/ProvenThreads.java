package io.threadleak.oracle;

import io.threadleak.model.ProvenGroup;
import java.util.List;

/**
 * The very threads of a proven group, which it keeps from being reclaimed for as long as somebody
 * holds this.
 *
 * @param group what is told of them
 * @param threads all of them
 */
public record ProvenThreads(ProvenGroup group, List<Thread> threads) {

  /** Copies the list. */
  public ProvenThreads {
    threads = List.copyOf(threads);
  }
}
