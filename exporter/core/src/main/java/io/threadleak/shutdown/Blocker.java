package io.threadleak.shutdown;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Threads that do the same, of which one would be enough to hold up the end.
 *
 * @param where the creation site, or the code that a hook runs; any characters
 * @param name of one of them; any characters
 * @param threads how many, 1 or more
 * @param state what they are in
 * @param waitsFor the class of what they wait for; null where they do not wait, or for nothing that
 *     the JVM knows
 * @param heldBy the name of the thread that holds it; null where nobody does
 * @param frames the stack of one of them, innermost first, at most {@value BlockerLook#MOST_FRAMES}
 *     of it; empty where it was not looked at
 */
public record Blocker(
    String where,
    String name,
    int threads,
    Thread.State state,
    @Nullable String waitsFor,
    @Nullable String heldBy,
    List<StackTraceElement> frames) {

  /** Copies the frames. */
  public Blocker {
    frames = List.copyOf(frames);
  }

  /** Whether a thread more is told by this one, too. */
  boolean isLike(Blocker other) {
    return where.equals(other.where)
        && state == other.state
        && Objects.equals(waitsFor, other.waitsFor)
        && Objects.equals(heldBy, other.heldBy)
        && frames.equals(other.frames);
  }

  /** The same with so many threads more. */
  Blocker and(int more) {
    return new Blocker(where, name, threads + more, state, waitsFor, heldBy, frames);
  }
}
