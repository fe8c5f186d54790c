package io.threadleak.benchmarks.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** All judges before the same recordings, spread over the machine's cores. */
final class Contest {

  private final List<Judge> judges;
  private final List<Family> families;
  private final Options options;

  Contest(List<Judge> judges, Options options) {
    this.judges = judges;
    this.families = Families.named(options.family());
    this.options = options;
  }

  /** What each judge says of each site, by the judge's name; the recordings in order. */
  Map<String, List<JudgedSite>> run() {
    List<List<List<JudgedSite>>> said =
        families.stream()
            .flatMap(
                family ->
                    LongStream.range(options.firstSeed(), options.firstSeed() + options.seeds())
                        .mapToObj(seed -> new Case(family, seed)))
            .toList()
            .parallelStream()
            .map(this::judge)
            .toList();
    Map<String, List<JudgedSite>> byJudge = new LinkedHashMap<>();
    for (int judge = 0; judge < judges.size(); judge++) {
      List<JudgedSite> all = new ArrayList<>();
      for (List<List<JudgedSite>> recording : said) {
        all.addAll(recording.get(judge));
      }
      byJudge.put(judges.get(judge).name(), all);
    }
    return byJudge;
  }

  private record Case(Family family, long seed) {}

  private List<List<JudgedSite>> judge(Case one) {
    Recording recording = one.family().recording().apply(one.seed());
    return judges.stream().map(judge -> judge.judge(recording)).toList();
  }
}
