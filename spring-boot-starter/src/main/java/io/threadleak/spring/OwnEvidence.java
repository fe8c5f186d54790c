package io.threadleak.spring;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.threadleak.ThreadLeakMonitor;
import io.threadleak.evidence.EvidenceBundle;
import io.threadleak.evidence.EvidenceKeeper;
import io.threadleak.evidence.EvidencePart;
import io.threadleak.evidence.Scene;
import io.threadleak.evidence.Trigger;
import io.threadleak.exposition.SiteHistories;
import io.threadleak.json.JsonHistories;
import io.threadleak.json.JsonReports;
import io.threadleak.page.ReportPage;
import io.threadleak.pprof.ProfileFiles;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The evidence of a monitor of the starter's own: what is in a bundle, and when one is due. */
final class OwnEvidence {

  private static final Logger LOG = LoggerFactory.getLogger(OwnEvidence.class);

  /** Half of it for whole pasts, of about 80 sites. */
  private static final int MOST_HISTORY_BYTES = 2 << 20;

  private OwnEvidence() {}

  /** Keeps it where the knobs say so; null where none is kept, which the log explains. */
  static @Nullable EvidenceKeeper start(ThreadLeakProperties knobs, ThreadLeakMonitor monitor) {
    String directory = knobs.evidence();
    if (directory == null || directory.isBlank()) {
      return null;
    }
    try {
      JsonReports json = new JsonReports();
      EvidenceKeeper keeper =
          EvidenceKeeper.builder(Path.of(directory))
              .triggers(triggers(knobs.evidenceOn()))
              .limitShare(knobs.evidenceLimit() / 100)
              .cooldown(knobs.evidenceCooldown())
              .maxBundles(knobs.evidenceBundles())
              .maxTotalBytes(knobs.evidenceTotalSize().toBytes())
              .warnings(LOG::warn)
              .part("report", (scene, bundle) -> add(bundle, "report.json", report(json, scene)))
              .part("profiles", OwnEvidence::addProfiles)
              // Last, since it says again what the others say: where room is short, it is missing.
              .part("page", page(json, monitor.histories()))
              .start(monitor);
      LOG.info("Evidence is kept in {}", Path.of(directory).toAbsolutePath());
      return keeper;
    } catch (RuntimeException e) {
      LOG.warn("Evidence in {} is off and the watch goes on: {}", directory, e.getMessage());
      return null;
    }
  }

  /**
   * By the agent's labels and its separators as well as Spring's, since both may read the same
   * variable; what the agent alone can see never comes.
   */
  private static Set<Trigger> triggers(List<String> configured) {
    Set<Trigger> triggers = EnumSet.noneOf(Trigger.class);
    for (String text : configured) {
      for (String label : text.split("[;:]", -1)) {
        triggers.add(trigger(label.strip()));
      }
    }
    return triggers;
  }

  private static Trigger trigger(String label) {
    Trigger trigger = Trigger.ofLabel(label);
    if (trigger == null) {
      throw new IllegalArgumentException(
          "evidence-on has \"%s\", but takes any of %s"
              .formatted(
                  label,
                  String.join(", ", Arrays.stream(Trigger.values()).map(Trigger::label).toList())));
    }
    return trigger;
  }

  private static byte[] report(JsonReports json, Scene scene) {
    return json.report(scene.report()).body();
  }

  private static void addProfiles(Scene scene, EvidenceBundle bundle) throws Exception {
    ProfileFiles.each(
        scene.report(), scene::profile, (name, content) -> add(bundle, name, content.body()));
  }

  /** It shows the report and the past without a server. */
  private static EvidencePart page(JsonReports json, SiteHistories histories) {
    JsonHistories pasts = new JsonHistories();
    return (scene, bundle) -> {
      String history = new String(pasts.bounded(histories, MOST_HISTORY_BYTES), UTF_8);
      add(bundle, "page.html", ReportPage.standalone(json.write(scene.report()), history));
    };
  }

  private static void add(EvidenceBundle bundle, String name, byte[] content) throws Exception {
    bundle.add(name, out -> out.write(content));
  }
}
