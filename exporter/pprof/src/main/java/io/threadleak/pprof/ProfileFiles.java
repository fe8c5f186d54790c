package io.threadleak.pprof;

import io.threadleak.exposition.Answer;
import io.threadleak.exposition.ProfileExposition;
import io.threadleak.exposition.ThreadProfiles;
import io.threadleak.model.LeakReport;
import io.threadleak.model.ProofReport;
import java.util.Objects;

/** All profiles of one moment as files, for who keeps them: in a bundle of evidence, say. */
public final class ProfileFiles {

  private ProfileFiles() {}

  /**
   * Hands over one file after the other, so that no two are in memory: {@code threads.txt}, {@code
   * thread.pb.gz} and {@code threadcreate.pb.gz}, as the server gives them; and {@code
   * threadleak.pb.gz} where the report has a proof. None is made.
   *
   * @param threads asked for each that needs it; the same look each time, best
   * @throws Exception if a look cannot be taken, or a file is not taken
   */
  public static void each(LeakReport report, ThreadProfiles threads, Taker taker) throws Exception {
    ProofReport proof = report.proof();
    ProfileExposition profiles =
        new PprofProfiles(() -> report, threads, atMost -> Objects.requireNonNull(proof));
    ProfileExposition.Profile live = profiles.take(Tables.THREAD);
    taker.take("threads.txt", live.dump());
    taker.take("thread.pb.gz", live.binary());
    taker.take("threadcreate.pb.gz", profiles.take(Tables.THREADCREATE).binary());
    if (proof != null) {
      taker.take("threadleak.pb.gz", profiles.take(Tables.THREADLEAK).binary());
    }
  }

  /** Takes files. */
  @FunctionalInterface
  public interface Taker {

    /** Takes one file. */
    void take(String name, Answer content) throws Exception;
  }
}
