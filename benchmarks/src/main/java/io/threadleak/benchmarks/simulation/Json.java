package io.threadleak.benchmarks.simulation;

import io.threadleak.benchmarks.Machine;
import io.threadleak.benchmarks.Spread;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** All tables as one JSON object; what cannot be counted is null. */
final class Json {

  private Json() {}

  static String of(
      Options options, Map<String, List<JudgedSite>> judged, List<OracleTable.Times> times) {
    List<JudgedSite> ours = judged.values().iterator().next();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("machine", Machine.describe());
    json.put("version", Main.version());
    json.put("seeds", options.seeds());
    json.put("firstSeed", options.firstSeed());
    json.put("all", score(ours));
    json.put(
        "families",
        scores(
            ours.stream()
                .collect(
                    Collectors.groupingBy(JudgedSite::family, TreeMap::new, Collectors.toList()))));
    json.put("rules", scores(judged));
    json.put("oracles", oracles(times));
    if (options.list()) {
      List<Object> sites = new ArrayList<>();
      ours.stream().filter(JudgedSite::isWrong).forEach(sites::add);
      json.put("wrong", sites);
    }
    return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(json);
  }

  private static Map<String, Object> scores(Map<String, List<JudgedSite>> byName) {
    Map<String, Object> scores = new LinkedHashMap<>();
    byName.forEach((name, sites) -> scores.put(name, score(sites)));
    return scores;
  }

  private static Map<String, @Nullable Object> score(Collection<JudgedSite> sites) {
    Score score = Score.of(sites);
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("leaking", score.leaking());
    json.put("found", score.found());
    json.put("recall", finite(score.recall()));
    json.put("healthy", score.healthy());
    json.put("alarms", score.alarms());
    json.put("falseAlarms", finite(score.falseAlarms()));
    json.put("suspectInVain", score.suspects());
    json.put("leakedAtDetection", score.leakedThen());
    json.put("secondsToDetection", score.delaySeconds());
    json.put("retractions", score.retractions());
    return json;
  }

  private static Map<String, Object> oracles(List<OracleTable.Times> times) {
    Map<String, Object> json = new LinkedHashMap<>();
    for (OracleTable.Row row : OracleTable.rows(times)) {
      Map<String, @Nullable Object> figures = new LinkedHashMap<>();
      Spread ratio = row.ratio();
      figures.put("seconds", finite(row.oracle().median()));
      figures.put("oursSeconds", finite(row.ours().median()));
      figures.put("ratio", finite(ratio.median()));
      figures.put("ratioLowerQuartile", finite(ratio.low()));
      figures.put("ratioUpperQuartile", finite(ratio.high()));
      figures.put("withinTwice", row.withinTwice());
      figures.put("services", row.services());
      json.put(row.name(), figures);
    }
    return json;
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? (Double) value : null;
  }
}
