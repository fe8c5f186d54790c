package io.threadleak.model;

import java.util.List;

/**
 * Where sampled threads of a site stand now.
 *
 * @param frames present stack, innermost frame first
 * @param threads how many sampled threads have this very stack, 1 or more
 */
public record StackCount(List<StackTraceElement> frames, int threads) {

  /** Copies the frames. */
  public StackCount {
    frames = List.copyOf(frames);
  }
}
