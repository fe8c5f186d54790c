package io.threadleak.pprof;

import io.threadleak.exposition.Answer;
import io.threadleak.exposition.ProfileExposition;
import io.threadleak.exposition.Proofs;
import io.threadleak.exposition.ThreadProfiles;
import io.threadleak.model.LeakReport;
import io.threadleak.model.ProofException;
import io.threadleak.model.ProofReport;
import io.threadleak.model.SiteReport;
import io.threadleak.model.ThreadProfile;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The profiles {@code thread}, {@code threadcreate} and {@code threadleak} as {@code go tool pprof}
 * reads them.
 *
 * <pre>{@code
 * new PprofProfiles(monitor::report, monitor::profile, atMost -> monitor.prove().await(atMost))
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class PprofProfiles implements ProfileExposition {

  /** How long a request for {@code threadleak} waits for its proof. */
  public static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final String BINARY = "application/octet-stream";
  private static final String PLAIN_TEXT = "text/plain; charset=utf-8";

  private final Supplier<LeakReport> reports;
  private final ThreadProfiles threads;
  private final Proofs proofs;
  private final Clock clock;

  /**
   * Profiles of what these three know.
   *
   * @param reports the latest report, for the table of profiles
   * @param threads looks at live threads
   * @param proofs makes proofs; asked for each {@code threadleak}
   */
  public PprofProfiles(Supplier<LeakReport> reports, ThreadProfiles threads, Proofs proofs) {
    this(reports, threads, proofs, Clock.systemUTC());
  }

  PprofProfiles(Supplier<LeakReport> reports, ThreadProfiles threads, Proofs proofs, Clock clock) {
    this.reports = Objects.requireNonNull(reports, "reports");
    this.threads = Objects.requireNonNull(threads, "threads");
    this.proofs = Objects.requireNonNull(proofs, "proofs");
    this.clock = clock;
  }

  @Override
  public List<Entry> entries() {
    LeakReport report = reports.get();
    long started = report.rows().mapToLong(SiteReport::started).sum();
    return List.of(
        new Entry(
            Tables.THREAD,
            Integer.toString(report.live()),
            "Where all live threads stand, and who started them."),
        new Entry(
            Tables.THREADCREATE,
            Long.toString(started),
            "Who has started threads since the monitor began, and how many."),
        new Entry(
            Tables.THREADLEAK,
            count(report.proof()),
            "Threads that nothing alive can wake. Asking for it makes a proof, which may stop the"
                + " JVM for seconds."));
  }

  /**
   * Of what was proven so far, and when the oldest of that was: an old count says that it is one.
   */
  private String count(@Nullable ProofReport proof) {
    if (proof == null) {
      return "not proved yet";
    }
    Duration age = Duration.between(proof.oldest(), clock.instant());
    String kind = proof.platformTime() == null ? " virtual" : "";
    return "%d%s, %s ago".formatted(Tables.leaked(proof), kind, inWords(age));
  }

  private static String inWords(Duration age) {
    if (age.toDays() > 0) {
      return age.toDays() + " d";
    }
    if (age.toHours() > 0) {
      return age.toHours() + " h";
    }
    return age.toMinutes() > 0 ? age.toMinutes() + " min" : Math.max(0, age.toSeconds()) + " s";
  }

  @Override
  public Profile take(String name) throws ProofException, InterruptedException {
    switch (name) {
      case Tables.THREAD -> {
        ThreadProfile profile = threads.profile();
        ProofReport proof = reports.get().proof();
        return new Taken(Tables.threads(profile), () -> DumpForm.of(profile, proof));
      }
      case Tables.THREADCREATE -> {
        ProfileTable table = Tables.creations(threads.profile());
        return new Taken(table, () -> TextForm.of(table));
      }
      case Tables.THREADLEAK -> {
        ProofReport proof = proofs.prove(PATIENCE);
        // What else there is belongs to the dump alone: no other form is worth a look at all
        // stacks.
        return new Taken(Tables.leaks(proof), () -> DumpForm.of(threads.profile(), proof));
      }
      default -> throw new IllegalArgumentException("no profile is called " + name);
    }
  }

  /** Writes all threads. */
  @FunctionalInterface
  private interface Dump {

    String write() throws InterruptedException;
  }

  /** One profile, rendered when asked. */
  private record Taken(ProfileTable table, Dump full) implements Profile {

    @Override
    public Answer binary() {
      return new Answer(BINARY, BinaryForm.of(table));
    }

    @Override
    public Answer text() {
      return plain(TextForm.of(table));
    }

    @Override
    public Answer dump() throws InterruptedException {
      return plain(full.write());
    }

    @Override
    public Answer since(Profile earlier) {
      return new Answer(BINARY, BinaryForm.of(table.since(((Taken) earlier).table)));
    }

    private static Answer plain(String text) {
      return new Answer(PLAIN_TEXT, text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
