package io.threadleak.analysis;

/**
 * Too little history for a verdict.
 *
 * @param rounds seen, 0 or more
 * @param needed before anything is said, more than {@code rounds}
 */
record TooEarly(int rounds, int needed) implements Evidence {

  @Override
  public Sentences inWords(Surroundings surroundings) {
    int missing = needed - rounds;
    return new Sentences(
        SiteName.of(surroundings.site())
            + " was seen for "
            + rounds
            + " of the "
            + needed
            + " rounds that a verdict takes.",
        "In so short a time growth cannot be told from a start-up.",
        missing == 1 ? "Wait for 1 more round." : "Wait for " + missing + " more rounds.");
  }
}
