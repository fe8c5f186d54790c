package io.threadleak.exposition;

import io.threadleak.model.ThreadProfile;

/** Looks at the live threads for those who ask an exposition for a profile. Thread-safe. */
@FunctionalInterface
public interface ThreadProfiles {

  /**
   * Looks once and waits for the outcome.
   *
   * @throws IllegalStateException if nobody looks any more; the message is fit for a response
   */
  ThreadProfile profile() throws InterruptedException;
}
