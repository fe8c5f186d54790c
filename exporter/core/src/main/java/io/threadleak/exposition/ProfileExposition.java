package io.threadleak.exposition;

import io.threadleak.model.ProofException;
import java.util.List;

/** The profiles of a JVM in a format of their own, each taken on demand. Thread-safe. */
public interface ProfileExposition {

  /** All profiles there are, sorted by name. Quick: it looks at nothing. */
  List<Entry> entries();

  /**
   * Takes a profile and waits for it, which may take minutes.
   *
   * @param name of one of the {@link #entries()}
   * @throws ProofException if the profile needs a proof and there is none; the message is fit for a
   *     response
   * @throws IllegalStateException if nobody looks at threads any more
   */
  Profile take(String name) throws ProofException, InterruptedException;

  /**
   * A line of the table of profiles.
   *
   * @param name safe in a path, {@code threadleak}
   * @param count how many threads it would show, as far as that is known without looking; in words
   *     where it is not
   * @param description what it shows, one sentence
   */
  record Entry(String name, String count, String description) {}

  /** A profile that was taken, to be rendered in any form. */
  interface Profile {

    /** For a program. */
    Answer binary();

    /** For a person, grouped by stack. */
    Answer text();

    /**
     * For a person, thread by thread; may look at the threads once more for it.
     *
     * @throws IllegalStateException if nobody looks at threads any more
     */
    Answer dump() throws InterruptedException;

    /** For a program: what has changed since an earlier one of the same name. */
    Answer since(Profile earlier);
  }
}
