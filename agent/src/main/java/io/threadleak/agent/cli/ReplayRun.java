package io.threadleak.agent.cli;

import io.threadleak.Replay;
import io.threadleak.json.ReplayResult;
import io.threadleak.model.RecordedRound;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One process under replay, wherever its rounds come from. Used by one thread. */
final class ReplayRun {

  private final Duration interval;
  private final Replay replay;
  private @Nullable Instant from;
  private @Nullable Instant to;

  ReplayRun(Duration interval) {
    this.interval = interval;
    this.replay = new Replay(interval);
  }

  /** Judges the next round. */
  void add(RecordedRound round) {
    replay.add(round);
    to = Instant.ofEpochMilli(Math.round(round.epochSeconds() * 1000));
    from = from == null ? to : from;
  }

  /**
   * What it came to.
   *
   * @param labels of the process, empty where it has none
   * @param warnings of what was left out or put right, one line each
   */
  ReplayResult result(Map<String, String> labels, List<String> warnings) {
    return new ReplayResult(
        labels, replay.sites(), replay.rounds(), replay.restarts(), from, to, interval, warnings);
  }
}
