package io.threadleak.spring;

import io.micrometer.core.instrument.MeterRegistry;
import io.threadleak.ThreadLeakMonitor;
import io.threadleak.evidence.EvidenceKeeper;
import io.threadleak.exposition.Answer;
import io.threadleak.exposition.ProfileExposition.Profile;
import io.threadleak.exposition.ProofDoor;
import io.threadleak.json.JsonProofs;
import io.threadleak.micrometer.ThreadLeakMetrics;
import io.threadleak.model.LeakReport;
import io.threadleak.model.ProofEngine;
import io.threadleak.model.ProofException;
import io.threadleak.pprof.PprofProfiles;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reports of a monitor in this application. */
final class OwnReports implements ReportSource {

  private final ThreadLeakMonitor monitor;
  private final boolean ours;
  private final @Nullable EvidenceKeeper evidence;
  private final ThreadLeakMetrics metrics;
  private final PprofProfiles profiles;
  private final ProofDoor door;
  private final JsonProofs json = new JsonProofs();

  private OwnReports(ThreadLeakMonitor monitor, boolean ours, @Nullable EvidenceKeeper evidence) {
    this.monitor = monitor;
    this.ours = ours;
    this.evidence = evidence;
    this.metrics = new ThreadLeakMetrics(monitor, List.of());
    this.profiles =
        new PprofProfiles(
            monitor::report, monitor::profile, atMost -> Profiles.standing(monitor.report()));
    this.door = monitor.proofDoor();
  }

  /**
   * Of a monitor that ends with this, as does who keeps its evidence.
   *
   * @param evidence null where none is kept
   */
  static OwnReports of(ThreadLeakMonitor monitor, @Nullable EvidenceKeeper evidence) {
    return new OwnReports(monitor, true, evidence);
  }

  /** Of a monitor that whoever started it closes. */
  static OwnReports ofForeign(ThreadLeakMonitor monitor) {
    return new OwnReports(monitor, false, null);
  }

  @Override
  public LeakReport report() {
    return monitor.report();
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    metrics.bindTo(registry);
  }

  @Override
  public Answer profile(String name, int debug) throws ProofException, InterruptedException {
    Profile profile = profiles.take(name);
    if (debug == 0) {
      return profile.binary();
    }
    return debug == 1 ? profile.text() : profile.dump();
  }

  @Override
  public Answer proof() {
    return json.status(door.status(null));
  }

  @Override
  public Answer beginProof(@Nullable ProofEngine engine) {
    return json.status(door.begin(engine));
  }

  @Override
  public void close() {
    metrics.close();
    // Before the monitor, whose look at the threads the last bundle takes.
    if (evidence != null) {
      evidence.close();
    }
    if (ours) {
      monitor.close();
    }
  }
}
