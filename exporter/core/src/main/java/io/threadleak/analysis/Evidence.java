package io.threadleak.analysis;

/** Figures that speak for a verdict, ready to be put into words. Immutable. */
@FunctionalInterface
public interface Evidence {

  /** The same in words, by what is known around the site. */
  Sentences inWords(Surroundings surroundings);
}
