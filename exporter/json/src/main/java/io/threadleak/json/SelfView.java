package io.threadleak.json;

import io.threadleak.model.AttributionSource;
import io.threadleak.model.SelfReport;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The monitor's view of itself as JSON shows it. */
record SelfView(
    @Nullable String version,
    @Nullable String javaVersion,
    long rounds,
    double sampleSeconds,
    long sampleFailures,
    long retractions,
    long freedThreads,
    int sites,
    long foldedSites,
    @Nullable Map<String, Integer> attributed,
    int ownThreads,
    @Nullable EvidenceView evidence,
    @Nullable List<String> notes) {

  static SelfView of(SelfReport self) {
    Map<String, Integer> attributed = new LinkedHashMap<>();
    if (!self.attributed().isEmpty()) {
      new EnumMap<>(self.attributed())
          .forEach((source, threads) -> attributed.put(source.label(), threads));
    }
    return new SelfView(
        self.version(),
        self.javaVersion(),
        self.rounds(),
        self.sampleSeconds(),
        self.sampleFailures(),
        self.retractions(),
        self.freedThreads(),
        self.sites(),
        self.foldedSites(),
        attributed,
        self.ownThreads(),
        EvidenceView.of(self.evidence()),
        self.notes());
  }

  SelfReport toReport() {
    Map<AttributionSource, Integer> sources = new EnumMap<>(AttributionSource.class);
    Keys.required("self.attributed", attributed)
        .forEach((label, threads) -> sources.put(SiteView.source(label), threads));
    return new SelfReport(
        Keys.required("self.version", version),
        Keys.required("self.javaVersion", javaVersion),
        rounds,
        sampleSeconds,
        sampleFailures,
        retractions,
        freedThreads,
        sites,
        foldedSites,
        sources,
        ownThreads,
        evidence == null ? null : evidence.toReport(),
        Keys.required("self.notes", notes));
  }
}
