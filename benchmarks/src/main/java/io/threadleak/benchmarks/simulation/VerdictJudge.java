package io.threadleak.benchmarks.simulation;

import io.threadleak.Replay;
import io.threadleak.ReplayedSite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Our verdict on a recording: the analysis of the service, by the replay that users have. */
final class VerdictJudge implements Judge {

  @Override
  public String name() {
    return "threadleak's verdict";
  }

  @Override
  public List<JudgedSite> judge(Recording recording) {
    int count = recording.sites.size();
    int[] called = new int[count];
    Arrays.fill(called, -1);
    boolean[] suspected = new boolean[count];
    List<String> names = recording.sites.stream().map(site -> site.name).toList();
    Replay replay = new Replay(Duration.ofSeconds(recording.intervalSeconds));
    for (int round = 0; round < recording.rounds(); round++) {
      replay.add(recording.round(round));
      int now = round;
      replay.forEachVerdict(
          (name, verdict) -> {
            int site = names.indexOf(name);
            suspected[site] |= verdict.isSuspicious();
            if (verdict.isLeak() && called[site] < 0) {
              called[site] = now;
            }
          });
    }
    List<ReplayedSite> last = replay.sites();
    List<JudgedSite> judged = new ArrayList<>();
    for (int site = 0; site < count; site++) {
      judged.add(
          JudgedSite.of(
              recording,
              recording.sites.get(site),
              called[site],
              suspected[site],
              last.get(site).verdict().retractions()));
    }
    return judged;
  }
}
