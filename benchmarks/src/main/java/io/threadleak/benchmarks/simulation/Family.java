package io.threadleak.benchmarks.simulation;

import java.util.function.LongFunction;

/**
 * A kind of service, of which each seed makes one.
 *
 * @param name as printed and as {@code --family} asks for it
 * @param about what happens in it, in a few words
 * @param recording the one of a seed
 */
record Family(String name, String about, LongFunction<Recording> recording) {

  /** Builds one service of a family. */
  interface Builder {
    Recording build(Scenario scenario);
  }

  /** A family whose services are watched for some hours, at the usual interval. */
  static Family ofHours(String name, String about, double fewest, double most, Builder builder) {
    return atInterval(name, about, Grid.DEFAULT_SECONDS, fewest, most, builder);
  }

  /** The same at another interval. */
  static Family atInterval(
      String name, String about, int intervalSeconds, double fewest, double most, Builder builder) {
    return new Family(
        name,
        about,
        seed -> {
          Grid grid = Grid.ofHours(hours(name, seed, fewest, most), intervalSeconds);
          return builder.build(new Scenario(name, seed, grid));
        });
  }

  /** How long a service of a family is watched. */
  static double hours(String name, long seed, double fewest, double most) {
    return new Draws(name, seed, "hours").between(fewest, most);
  }
}
