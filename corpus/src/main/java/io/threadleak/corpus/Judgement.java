package io.threadleak.corpus;

import io.threadleak.model.ProofReport;
import io.threadleak.model.ProofTier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a judge says of a JVM.
 *
 * @param claims which threads can never wake
 * @param threads threads it looked at
 * @param candidates those of them that wait without a timeout
 * @param moved candidates that went on meanwhile
 * @param seconds how long it took
 * @param pauseSeconds how long the JVM stood still; null where that is not known
 * @param assumptions what must hold for that, a sentence each
 * @param blindSpots what it could not look at, a sentence each
 */
record Judgement(
    List<Claim> claims,
    int threads,
    int candidates,
    int moved,
    double seconds,
    @Nullable Double pauseSeconds,
    List<String> assumptions,
    List<String> blindSpots) {

  /** Copies the lists. */
  Judgement {
    claims = List.copyOf(claims);
    assumptions = List.copyOf(assumptions);
    blindSpots = List.copyOf(blindSpots);
  }

  /** That of a proof. */
  static Judgement of(ProofReport proof) {
    return new Judgement(
        proof.groups().stream()
            .map(group -> new Claim(group.tier(), group.threads(), group.frames(), group.why()))
            .toList(),
        proof.threads(),
        proof.candidates(),
        proof.moved(),
        proof.seconds(),
        proof.pauseSeconds(),
        proof.assumptions(),
        proof.blindSpots());
  }

  /**
   * Threads that stand at the same place for the same reason.
   *
   * @param frames where, innermost first
   * @param why the reason, one sentence
   */
  record Claim(ProofTier tier, int threads, List<StackTraceElement> frames, String why) {

    /** Copies the frames. */
    Claim {
      frames = List.copyOf(frames);
    }
  }
}
