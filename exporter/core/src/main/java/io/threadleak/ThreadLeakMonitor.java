package io.threadleak;

import io.threadleak.attribution.Attribution;
import io.threadleak.attribution.CountedThreads;
import io.threadleak.attribution.VirtualStarts;
import io.threadleak.exposition.ProofDoor;
import io.threadleak.exposition.SiteHistories;
import io.threadleak.model.EvidenceReport;
import io.threadleak.model.LeakReport;
import io.threadleak.model.ProofEngine;
import io.threadleak.model.ProofException;
import io.threadleak.model.ProofReport;
import io.threadleak.model.ThreadProfile;
import io.threadleak.sampling.Throughput;
import io.threadleak.shutdown.ShutdownReport;
import io.threadleak.shutdown.ShutdownWatch;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches the threads of this JVM: one look a round, one immutable {@link LeakReport} after it.
 *
 * <pre>{@code
 * ThreadLeakMonitor monitor = ThreadLeakMonitor.builder()
 *     .throughput(Throughput.counter(requests::count))
 *     .interval(Duration.ofSeconds(10))
 *     .start();
 * monitor.report();
 * monitor.close();
 * }</pre>
 *
 * <p>Thread-safe. It runs one daemon thread of its own, and nothing it does throws into, blocks or
 * prints from the host's threads.
 */
public final class ThreadLeakMonitor implements AutoCloseable {

  private final ReportListeners listeners = new ReportListeners();
  private final Rounds rounds;

  private final ProofDesk proofs;
  private final ProofEngine engine;
  private volatile @Nullable ShutdownWatch shutdown;

  private ThreadLeakMonitor(Settings settings) {
    rounds = new Rounds(settings, listeners, System::nanoTime, Clock.systemUTC());
    proofs = new ProofDesk(rounds);
    engine = settings.proofs().engine();
  }

  /** Begins a configuration; nothing runs before {@link Builder#start()}. */
  public static Builder builder() {
    return new Builder();
  }

  /** The latest report; before the first round is through, an empty one. Never blocks. */
  public LeakReport report() {
    return rounds.latest();
  }

  /**
   * The bounded past of what is in the latest report, for who asks; the same as long as it runs.
   */
  public SiteHistories histories() {
    return rounds.pasts();
  }

  /**
   * Looks at the stacks of all live threads now, between two rounds, and waits for the outcome. It
   * stops the JVM for milliseconds at a time, 500 platform threads each, and takes some 40 ms for a
   * thousand of them; never part of a round or a scrape.
   *
   * @throws IllegalStateException if the monitor is closed
   */
  public ThreadProfile profile() throws InterruptedException {
    return rounds.profile();
  }

  /**
   * Has a listener called after each round, on the monitor's thread, once {@link #report()} already
   * gives the report it is handed. It must be quick, since the next round waits for it; what it
   * throws is counted as a failure of the round and goes no further.
   *
   * @return ends the subscription when closed; a call under way is not waited for
   */
  public Subscription subscribe(Consumer<LeakReport> listener) {
    return listeners.add(Objects.requireNonNull(listener, "listener"));
  }

  /**
   * Asks the garbage collector which virtual threads nothing alive can reach: none of those can
   * ever go on. It has the JVM make a full collection or two, and neither stops nor changes any
   * thread; the collection clears weak references as one that reclaims such threads would. Needs
   * the agent, Java 21 or later, and G1, Parallel or Serial. What it found stands in {@link
   * #report()} beside what the last heap dump has told of platform threads. As {@code
   * prove(ProofEngine.COLLECTOR)}.
   *
   * @param atMost how long to wait, above zero; a proof that takes longer goes on without the
   *     caller
   * @throws ProofException if there is none; its message says why, and what cures it
   */
  public ProofReport proveVirtual(Duration atMost) throws ProofException, InterruptedException {
    return prove(ProofEngine.COLLECTOR).await(Objects.requireNonNull(atMost, "atMost"));
  }

  /**
   * Asks for a proof, by reachability, of which threads nothing alive can wake; returns at once.
   * The JVM stands still while its heap is dumped: up to a second for 100 MB, 5 to 10 s for 1 GB.
   * The outcome stands in {@link #report()} from then on. One proof is made at a time; who asks
   * meanwhile shares it. It is made by the engine that was configured, {@link
   * Builder#proofEngine(ProofEngine)}.
   */
  public ProofRun prove() {
    return prove(engine);
  }

  /**
   * The same by an engine of the caller's choice. While a proof is made by another one it waits for
   * its turn.
   */
  public ProofRun prove(ProofEngine engine) {
    return proofs.request(Objects.requireNonNull(engine, "engine"));
  }

  /** The same for those who rather ask by and by how far a proof is than wait for it. */
  public ProofDoor proofDoor() {
    return new MonitorDoor(engine, this::prove);
  }

  /**
   * Has every report tell from now on what becomes of the evidence that somebody keeps, in place of
   * whoever told before.
   *
   * @param kept quick; asked in each round
   */
  public void tellEvidence(Supplier<@Nullable EvidenceReport> kept) {
    rounds.tellEvidence(Objects.requireNonNull(kept, "kept"));
  }

  /** Stops the rounds and gives back all resources, within seconds. The last report stays. */
  @Override
  public void close() {
    listeners.clear();
    proofs.close();
    rounds.close();
    ShutdownWatch watch = shutdown;
    if (watch != null) {
      watch.close();
    }
  }

  private void watchShutdown(Duration grace, Consumer<ShutdownReport> sink) {
    ShutdownWatch watch = ShutdownWatch.open(rounds.ledger(), grace, sink);
    shutdown = watch;
    subscribe(round -> watch.look());
  }

  /** A listener's place with a monitor. */
  @FunctionalInterface
  public interface Subscription extends AutoCloseable {

    /** Ends it; idempotent, never blocks. */
    @Override
    void close();
  }

  /** Configures a monitor. Not thread-safe. */
  public static final class Builder {

    private static final Duration LEAST_GRACE = Duration.ofSeconds(1);
    private static final Duration MOST_GRACE = Duration.ofHours(1);

    private Throughput throughput = Throughput.none();
    private Duration interval = Settings.DEFAULT_INTERVAL;
    private int maxSites = Settings.DEFAULT_MAX_SITES;
    private int exportedSites = Settings.DEFAULT_EXPORTED_SITES;
    private List<String> applicationPackages = List.of();
    private @Nullable Attribution attribution;
    private @Nullable VirtualStarts virtualThreads;
    private @Nullable CountedThreads countedThreads;
    private boolean pinnedEvents = true;
    private boolean virtualThreadEvents;
    private ProofSettings proofSettings = ProofSettings.DEFAULTS;
    private @Nullable Duration shutdownGrace;
    private Consumer<ShutdownReport> shutdownSink = report -> Log.warn(report.text());
    private final List<String> notes = new ArrayList<>();

    private Builder() {}

    /** Where units of work are counted; {@link Throughput#none()} by default. */
    public Builder throughput(Throughput throughput) {
      this.throughput = Objects.requireNonNull(throughput, "throughput");
      return this;
    }

    /** From one round to the next: 10 s by default, 1 s at least, 1 h at most. */
    public Builder interval(Duration interval) {
      this.interval = Objects.requireNonNull(interval, "interval");
      return this;
    }

    /** Creation sites kept apart inside: 1,000 by default, 1 to 100,000. */
    public Builder maxSites(int maxSites) {
      this.maxSites = maxSites;
      return this;
    }

    /** Creation sites with a row of their own in each report: 100 by default, 1 to 10,000. */
    public Builder exportedSites(int exportedSites) {
      this.exportedSites = exportedSites;
      return this;
    }

    /**
     * Package prefixes that are the application's own ({@code com.acme}); empty, the default, tells
     * them from where their classes come from. Without effect where {@link #attribution} is given,
     * which has a rule of its own.
     */
    public Builder applicationPackages(List<String> packages) {
      this.applicationPackages = List.copyOf(packages);
      return this;
    }

    /** The means of attribution; a JFR stream by default. The monitor opens and closes it. */
    public Builder attribution(Attribution attribution) {
      this.attribution = Objects.requireNonNull(attribution, "attribution");
      return this;
    }

    /** Starts of virtual threads, as the agent's hook tells them; none by default. */
    public Builder virtualThreads(VirtualStarts starts) {
      this.virtualThreads = Objects.requireNonNull(starts, "starts");
      return this;
    }

    /**
     * Whether to time pinned virtual threads by a JFR stream, which takes 10 to 40 MB of memory;
     * true by default. It is opened once the JVM has run a virtual thread, and never without.
     */
    public Builder pinnedEvents(boolean listen) {
      this.pinnedEvents = listen;
      return this;
    }

    /**
     * Whether to count, by JFR, all virtual threads that start and end, without their sites; false
     * by default, since each costs two events. For a monitor without the agent, whose hook counts
     * them by site for less. Without effect before Java 21.
     */
    public Builder virtualThreadEvents(boolean listen) {
      this.virtualThreadEvents = listen;
      return this;
    }

    /**
     * Virtual threads that counted factories make, for a monitor without the agent; none by
     * default. A set is counted by one monitor at a time. Without effect before Java 21, and where
     * the agent tells of all virtual threads.
     */
    public Builder virtualThreads(CountedThreads counted) {
      this.countedThreads = Objects.requireNonNull(counted, "counted");
      return this;
    }

    /**
     * Where proofs dump the heap; the JVM's temporary directory by default. It needs 1.7 times the
     * heap in use, twice that from Java 22 on. The file is readable by this process's user alone,
     * and removed as soon as it is open for analysis.
     */
    public Builder proofDirectory(Path directory) {
      proofSettings = proofSettings.withDirectory(Objects.requireNonNull(directory, "directory"));
      return this;
    }

    /**
     * Bytes of the heap in use above which no proof is made, since the JVM stands still for longer
     * the more there is: 4 GiB by default, 1 MiB at least.
     */
    public Builder proofMaxHeap(long bytes) {
      proofSettings = proofSettings.withMaxHeap(bytes);
      return this;
    }

    /** From one proof to the next, 1 min to 30 d; by default none is made unless asked for. */
    public Builder proofEvery(Duration time) {
      proofSettings = proofSettings.withEvery(Objects.requireNonNull(time, "time"));
      return this;
    }

    /**
     * What proofs are asked of where nobody says: {@link ProofEngine#AUTO} by default. {@link
     * ProofEngine#COLLECTOR} makes {@link #proofEvery} a watch over virtual threads that dumps
     * nothing.
     */
    public Builder proofEngine(ProofEngine engine) {
      proofSettings = proofSettings.withEngine(Objects.requireNonNull(engine, "engine"));
      return this;
    }

    /**
     * Whether to interrupt threads of the application once a proof has shown that nothing alive can
     * wake them, of tier {@code PROVED} alone; false by default, since it changes what the service
     * does. The log tells of each group before.
     */
    public Builder freeProven(boolean free) {
      proofSettings = proofSettings.withFree(free);
      return this;
    }

    /**
     * How long this JVM may take to end, 1 s to 1 h, before what holds it up is told: which
     * shutdown hooks have not returned, which threads are no daemons, and what they wait for. Not
     * watched by default. It never delays the end.
     *
     * @throws IllegalArgumentException if the time is out of its range
     */
    public Builder shutdownGrace(Duration grace) {
      if (grace.compareTo(LEAST_GRACE) < 0 || grace.compareTo(MOST_GRACE) > 0) {
        throw new IllegalArgumentException(
            "shutdownGrace must be from 1 s to 1 h, but is " + grace + ": set it to 10 s, say");
      }
      this.shutdownGrace = grace;
      return this;
    }

    /**
     * Who is told what holds up the end, on a thread of threadleak's; the log by default, which the
     * host may have closed by then.
     */
    public Builder onBlockedShutdown(Consumer<ShutdownReport> sink) {
      this.shutdownSink = Objects.requireNonNull(sink, "sink");
      return this;
    }

    /** A line for the report's notes: what the reader should know of how this was set up. */
    public Builder note(String note) {
      notes.add(note);
      return this;
    }

    /**
     * Starts the monitor. Returns once thread starts are being seen, which takes JFR about half a
     * second, and in any case after 5 s.
     *
     * @throws IllegalArgumentException if a knob is out of its range; the message names the knob,
     *     the value and the range
     */
    public ThreadLeakMonitor start() {
      Settings settings =
          new Settings(
              throughput,
              interval,
              maxSites,
              exportedSites,
              applicationPackages,
              attribution,
              virtualThreads,
              countedThreads,
              pinnedEvents,
              virtualThreadEvents,
              proofSettings,
              notes);
      ThreadLeakMonitor monitor = new ThreadLeakMonitor(settings);
      monitor.rounds.start();
      Duration every = proofSettings.every();
      if (every != null) {
        monitor.rounds.repeat(every, monitor::prove);
      }
      Duration grace = shutdownGrace;
      if (grace != null) {
        monitor.watchShutdown(grace, shutdownSink);
      }
      return monitor;
    }
  }
}
