package io.threadleak.benchmarks.simulation;

import java.util.List;
import java.util.stream.Stream;

/** All families, healthy and leaking. */
final class Families {

  private static final List<Family> ALL =
      Stream.of(
              SharedFamilies.all(),
              BenignFamilies.all(),
              DisturbedFamilies.all(),
              LeakFamilies.all())
          .flatMap(List::stream)
          .toList();

  private Families() {}

  static List<Family> all() {
    return ALL;
  }

  /** Those whose name contains one of some texts, which commas part. */
  static List<Family> named(String texts) {
    List<String> wanted = List.of(texts.split(",", -1));
    return ALL.stream()
        .filter(family -> wanted.stream().anyMatch(text -> family.name().contains(text)))
        .toList();
  }
}
