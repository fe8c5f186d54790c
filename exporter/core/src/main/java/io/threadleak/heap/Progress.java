package io.threadleak.heap;

/** Hears how far a long work is. */
@FunctionalInterface
public interface Progress {

  /** Nobody listens. */
  Progress UNHEARD = fraction -> {};

  /** Called now and then with a fraction from 0 to 1 that never falls. */
  void at(double fraction);
}
