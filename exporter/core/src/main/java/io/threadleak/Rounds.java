package io.threadleak;

import io.threadleak.attribution.Attribution;
import io.threadleak.attribution.AttributionException;
import io.threadleak.attribution.CountedThreads;
import io.threadleak.attribution.NameAttribution;
import io.threadleak.attribution.SiteTable;
import io.threadleak.attribution.ThreadIds;
import io.threadleak.attribution.ThreadLedger;
import io.threadleak.attribution.VirtualStarts;
import io.threadleak.attribution.VirtualThreadApi;
import io.threadleak.exposition.SiteHistories;
import io.threadleak.model.EvidenceReport;
import io.threadleak.model.LeakReport;
import io.threadleak.model.ProofEngine;
import io.threadleak.model.ProofException;
import io.threadleak.model.ProofException.Reason;
import io.threadleak.model.ProofReport;
import io.threadleak.model.ThreadProfile;
import io.threadleak.oracle.CollectorProof;
import io.threadleak.oracle.Freeing;
import io.threadleak.oracle.ProvenThreads;
import io.threadleak.proving.HeapDumpProof;
import io.threadleak.proving.ProofOutcome;
import io.threadleak.sampling.CountedVirtualThreads;
import io.threadleak.sampling.JdkThreadContainers;
import io.threadleak.sampling.LiveVirtualThreads;
import io.threadleak.sampling.ProfileSampler;
import io.threadleak.sampling.Sampler;
import io.threadleak.sampling.VirtualSampler;
import io.threadleak.scheduling.VirtualThreadWatch;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a {@link Round} every interval on one daemon thread, and keeps the latest report. Rounds
 * never overlap. A round that fails is counted, logged once, and the last good report stays.
 */
final class Rounds implements ProofDesk.Engines {

  private static final long OPENING_SECONDS = 5;
  private static final long CLOSING_SECONDS = 5;

  private final Settings settings;
  private final ReportListeners listeners;
  private final ThreadLedger ledger;
  private final NameAttribution names = new NameAttribution();
  private final Clock clock;
  private final SamplingThread thread = new SamplingThread();
  private final VirtualProofs virtualProofs;
  private final @Nullable Freeing freeing;
  private final CountDownLatch opened = new CountDownLatch(1);
  private final List<String> notes;
  private @Nullable Attribution attribution;
  private @Nullable VirtualSampler virtualThreads;
  private final SeenVirtualThreads seen =
      new SeenVirtualThreads(this::latest, VirtualThreadWatch::hasCarriers);
  private @Nullable VirtualStarts countedStarts;
  private @Nullable Round round;
  private @Nullable ProfileSampler profiles;
  private volatile Supplier<@Nullable EvidenceReport> evidence = () -> null;
  private volatile LeakReport latest;
  private final Pasts pasts;
  private long failures;

  /** Held during a round, and while the heap is dumped: a round holds on to threads. */
  private final ReentrantLock quiet = new ReentrantLock();

  Rounds(Settings settings, ReportListeners listeners, LongSupplier nanoClock, Clock clock) {
    this.settings = settings;
    this.listeners = listeners;
    this.ledger = new ThreadLedger(new SiteTable(settings.maxSites()), nanoClock);
    this.clock = clock;
    this.virtualProofs = new VirtualProofs(clock);
    this.freeing = settings.proofs().free() ? new Freeing(Log::warn) : null;
    this.notes = new ArrayList<>(settings.notes());
    this.latest = FirstReport.of(settings, clock.instant());
    this.pasts = new Pasts(settings.interval(), ledger.sites());
  }

  /** Starts; returns once thread starts are being seen, or after {@value #OPENING_SECONDS} s. */
  void start() {
    thread.execute(this::open);
    thread.repeat(Duration.ZERO, settings.interval(), this::runOnce);
    try {
      if (!opened.await(OPENING_SECONDS, TimeUnit.SECONDS)) {
        Log.warn(
            "Attribution is not open after " + OPENING_SECONDS + " s; going on without waiting.");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Who started which thread. */
  ThreadLedger ledger() {
    return ledger;
  }

  /** Has every report tell from now on what becomes of the evidence. */
  void tellEvidence(Supplier<@Nullable EvidenceReport> kept) {
    evidence = kept;
  }

  LeakReport latest() {
    return latest;
  }

  /** The past of what is in the latest report. */
  SiteHistories pasts() {
    return pasts;
  }

  /** Looks at all stacks on the sampling thread, between two rounds, and waits for it. */
  ThreadProfile profile() throws InterruptedException {
    try {
      return thread.submit(this::takeProfile).get();
    } catch (RejectedExecutionException | CancellationException closed) {
      throw new IllegalStateException("The monitor is closed.", closed);
    } catch (ExecutionException failed) {
      throw new IllegalStateException("The threads could not be looked at.", failed.getCause());
    }
  }

  private ThreadProfile takeProfile() {
    ProfileSampler sampler = profiles;
    if (sampler == null) {
      sampler = new ProfileSampler(ledger, virtualThreads);
      profiles = sampler;
    }
    return sampler.sample(clock.instant());
  }

  /** Ends the rounds and closes attribution; waits at most {@value #CLOSING_SECONDS} s. */
  void close() {
    thread.close(this::closeAttribution, Duration.ofSeconds(CLOSING_SECONDS));
  }

  private void open() {
    try {
      openVirtual();
      names.open(ledger);
      Attribution means = settings.attribution();
      means.open(ledger);
      attribution = means;
    } catch (AttributionException blind) {
      notes.add(String.valueOf(blind.getMessage()));
    } catch (RuntimeException | Error failure) {
      notes.add("Attribution failed to open, sites are known by thread name only: " + failure);
    } finally {
      opened.countDown();
    }
  }

  private void openVirtual() {
    VirtualStarts starts = settings.virtualThreads();
    CountedThreads counted = settings.countedThreads();
    if (!VirtualThreadApi.exists()) {
      return;
    }
    if (starts != null) {
      JdkThreadContainers containers = new JdkThreadContainers();
      virtualProofs.open(openVirtual(starts, containers), containers);
      seen.open(new JdkThreadContainers());
    } else if (counted != null) {
      VirtualStarts told = settings.countedStarts();
      if (counted.open(told)) {
        countedStarts = told;
        openVirtual(told, new CountedVirtualThreads(counted));
        seen.open(new CountedVirtualThreads(counted));
      } else {
        notes.add(
            "Another monitor counts the threads of the counted factories already: close it first.");
      }
    }
  }

  private VirtualSampler openVirtual(VirtualStarts starts, LiveVirtualThreads live) {
    ledger.sites().otherVirtual();
    VirtualSampler sampler = new VirtualSampler(starts, live, ledger, settings.interval());
    virtualThreads = sampler;
    return sampler;
  }

  /** Does something again and again, off by that time, on the thread of the rounds. */
  void repeat(Duration time, Runnable task) {
    thread.repeat(time, time, task);
  }

  @Override
  public ProofEngine choose(ProofEngine asked) {
    if (asked != ProofEngine.AUTO) {
      return asked;
    }
    return dumpIsBlind() == null ? ProofEngine.DUMP : ProofEngine.COLLECTOR;
  }

  @Override
  public ProofAttempt attempt(ProofEngine engine) {
    return engine == ProofEngine.COLLECTOR
        ? new CollectorAttempt(() -> between(this::askCollector))
        : new DumpAttempt(
            new HeapDumpProof(settings.proofs().limits(), seen, quiet),
            outcome -> between(() -> stand(outcome)));
  }

  /** Does something on the thread of the rounds, between two of them. */
  private ProofReport between(Callable<ProofReport> task)
      throws ProofException, InterruptedException {
    try {
      return thread.submit(task).get();
    } catch (RejectedExecutionException | CancellationException ended) {
      throw new ProofException(Reason.CANCELLED, "the monitor is closed", ended);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ProofException told) {
        throw new ProofException(told.reason(), String.valueOf(told.getMessage()), told);
      }
      throw new ProofException(Reason.FAILED, "the proof failed: " + e.getCause(), e);
    }
  }

  /** Has the collector's proof stand; what it found by itself. */
  private ProofReport askCollector() throws ProofException {
    CollectorProof.Told told = virtualProofs.make(dumpIsBlind());
    show(round().stand(told));
    free(told.threads());
    return told.report();
  }

  /** Joins an outcome with the creation sites, and has it stand. */
  private ProofReport stand(ProofOutcome outcome) {
    ProofReport report = show(round().stand(outcome));
    if (freeing != null) {
      free(FoundThreads.of(round().standing().provedByDump(), seen));
    }
    return report;
  }

  /** Interrupts what was proven just now, where that is asked for. */
  private void free(List<ProvenThreads> proven) {
    if (freeing != null) {
      freeing.free(proven, round().standing().ids()::contains);
    }
  }

  /** In the latest report; the next ones have it from the round. */
  private ProofReport show(ProofReport proof) {
    latest = new ProvenSites(proof).dress(latest);
    return proof;
  }

  private Round round() {
    if (round == null) {
      runOnce();
    }
    return Objects.requireNonNull(round, "no round could be made");
  }

  private @Nullable String dumpIsBlind() {
    return HeapDumpProof.blindness(seen);
  }

  private void runOnce() {
    quiet.lock();
    try {
      Round due = round == null ? firstRound() : round;
      round = due;
      LeakReport report = due.run(attribution, notes, failures);
      latest = report;
      failures += listeners.publish(report);
    } catch (Throwable failure) {
      if (failures++ == 0) {
        Log.warn(
            "A sampling round failed; the last report stays. Later failures are only counted.",
            failure);
      }
    } finally {
      quiet.unlock();
    }
  }

  private Round firstRound() {
    Duration lag = attribution == null ? Duration.ZERO : attribution.lag();
    VirtualSampler virtual = virtualThreads;
    // This thread was made before anything was listened to.
    long firstId = ThreadIds.of(Thread.currentThread());
    Sampler sampler = new Sampler(ledger, names, lag, settings.interval(), virtual, firstId);
    return new Round(
        settings, ledger, sampler, virtual, clock, pasts, this::freed, () -> evidence.get());
  }

  private long freed() {
    return freeing == null ? 0 : freeing.total();
  }

  private void closeAttribution() {
    Attribution means = attribution;
    attribution = null;
    if (means != null) {
      means.close();
    }
    names.close();
    VirtualSampler virtual = virtualThreads;
    if (virtual != null) {
      virtual.close();
    }
    Round last = round;
    if (last != null) {
      last.close();
    }
    CountedThreads counted = settings.countedThreads();
    VirtualStarts told = countedStarts;
    if (counted != null && told != null) {
      counted.close(told);
    }
  }
}
