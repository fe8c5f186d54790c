package io.threadleak.proving;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.threadleak.attribution.ThreadGroups;
import io.threadleak.model.ProofException;
import io.threadleak.model.ProofException.Reason;
import io.threadleak.model.ProofProgress;
import io.threadleak.proof.ProofFindings;
import io.threadleak.proof.ProofQuestion;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One proof about this JVM by a dump of its heap, which a process of its own analyses. Run once, by
 * one own thread; cancelled and watched from any.
 */
public final class HeapDumpProof {

  private static final String CANCELLED = "the proof was cancelled";

  private final ProofLimits limits;
  private final VirtualThreadView virtualThreads;
  private final Lock quiet;
  private final long begin = System.nanoTime();
  private volatile ProofProgress progress = ProofProgress.NONE;
  private volatile boolean cancelled;
  private volatile @Nullable AnalysisProcess process;

  /**
   * A proof that was not begun.
   *
   * @param quiet held while the heap is dumped, so that no look of threadleak's own at the threads
   *     is under way, which would seem to hold them
   */
  public HeapDumpProof(ProofLimits limits, VirtualThreadView virtualThreads, Lock quiet) {
    this.limits = limits;
    this.virtualThreads = virtualThreads;
    this.quiet = quiet;
  }

  /**
   * Why a dump of this JVM could not tell of its threads, in a sentence; null where it can.
   *
   * @param virtualThreads those in use
   */
  public static @Nullable String blindness(VirtualThreadView virtualThreads) {
    return Admission.isBlind(Runtime.version().feature(), virtualThreads::inUse)
        ? "A heap dump does not do instead: "
            + Admission.BLINDNESS
            + "; run the service on Java 22 or later."
        : null;
  }

  /** How far it is. */
  public ProofProgress progress() {
    return progress;
  }

  /** Has it end as soon as it can; a dump under way is waited for. */
  public void cancel() {
    cancelled = true;
    AnalysisProcess running = process;
    if (running != null) {
      running.kill();
    }
  }

  /** Proves. */
  public ProofOutcome run() throws ProofException, InterruptedException {
    at("looking which threads wait");
    Waits waits = Waits.look();
    boolean virtual = virtualThreads.inUse();
    if (waits.candidates() == 0 && !virtual) {
      return nothingWaits(waits);
    }
    long heapBytes =
        Admission.ofThisJvm(limits).admit(virtual, waits.threads(), virtualThreads.live());
    try (ProofDirectory directory = ProofDirectory.make(limits.parent())) {
      return prove(directory, heapBytes);
    } catch (IOException e) {
      throw new ProofException(
          Reason.REFUSED,
          "nothing can be written to %s (%s): set proofDirectory to a directory of the service's"
              .formatted(limits.parent(), e),
          e);
    } finally {
      MonitorWaits.retract();
      process = null;
    }
  }

  private ProofOutcome prove(ProofDirectory directory, long heapBytes)
      throws ProofException, InterruptedException {
    at("starting the process that analyses");
    try (AnalysisProcess started = AnalysisProcess.start(directory, heapBytes, leftMillis())) {
      process = started;
      check();
      Dump dump = dump(directory);
      started.send(new Message.Look(directory.dump().toString(), dump.question));
      at("opening the dump");
      started.expect(Message.Opened.class);
      Files.deleteIfExists(directory.dump());
      Message.Found found = listen(started, dump);
      return new ProofOutcome(
          dump.time, seconds(), dump.pauseSeconds, found.moved(), found.findings());
    } catch (IOException e) {
      throw new ProofException(Reason.FAILED, "the dump cannot be removed: " + e, e);
    } catch (ProofException e) {
      throw cancelled ? new ProofException(Reason.CANCELLED, CANCELLED, e) : timedOut(e);
    }
  }

  /** Answers the process until it has found. */
  private Message.Found listen(AnalysisProcess running, Dump dump) throws ProofException {
    while (true) {
      Message message = running.receive();
      if (message instanceof Message.Found found) {
        return found;
      } else if (message instanceof Message.Progress step) {
        progress = new ProofProgress(step.phase(), step.fraction());
      } else if (message instanceof Message.Ask ask) {
        Set<Long> moved = new HashSet<>(dump.waits.moved(ask.platformIds()));
        MonitorWaits monitors = dump.monitors;
        if (monitors != null) {
          moved.addAll(monitors.moved(ask.virtualIds()));
        }
        running.send(new Message.Moved(moved));
      } else {
        throw new ProofException(Reason.FAILED, "the analysis said " + message);
      }
    }
  }

  private Dump dump(ProofDirectory directory) throws ProofException, InterruptedException {
    at("dumping the heap");
    if (!quiet.tryLock(leftMillis(), TimeUnit.MILLISECONDS)) {
      throw new ProofException(Reason.TIMED_OUT, "a round of the monitor did not end in time");
    }
    try (PauseProbe probe = PauseProbe.start()) {
      // Before anything else: whoever waits as often at the end has not run since now.
      Waits waits = Waits.look();
      MonitorWaits monitors = MonitorWaits.ofThisJvm();
      if (monitors != null) {
        monitors.publish(this::live);
      }
      boolean told = EscapeBarrier.isNeedless() || EscapeBarrier.raise();
      Instant time = Instant.now();
      diagnostics().dumpHeap(directory.dump().toString(), true);
      ProofQuestion question =
          new ProofQuestion(
              Set.of(),
              waits.own(),
              waits.lockOwners(),
              monitors == null ? "" : PublishedMonitors.class.getName(),
              true,
              told);
      return new Dump(time, probe.stop(), waits, monitors, question);
    } catch (IOException | RuntimeException e) {
      throw new ProofException(Reason.FAILED, "the JVM cannot dump its heap: " + e.getMessage(), e);
    } finally {
      quiet.unlock();
    }
  }

  private void live(Consumer<Thread> visitor) {
    ThreadGroups.forEachThread(visitor);
    virtualThreads.forEach(visitor);
  }

  private static HotSpotDiagnosticMXBean diagnostics() throws ProofException {
    HotSpotDiagnosticMXBean bean =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (bean == null) {
      throw new ProofException(
          Reason.REFUSED, "this JVM cannot dump its heap: run the service on HotSpot");
    }
    return bean;
  }

  private ProofOutcome nothingWaits(Waits waits) {
    ProofFindings findings =
        new ProofFindings(waits.threads(), 0, 0, 0, List.of(), Set.of(), List.of(), List.of());
    return new ProofOutcome(Instant.now(), seconds(), null, 0, findings);
  }

  private void at(String phase) throws ProofException {
    check();
    progress = new ProofProgress(phase, 0);
  }

  private void check() throws ProofException {
    if (cancelled) {
      throw new ProofException(Reason.CANCELLED, CANCELLED);
    }
    if (leftMillis() <= 0) {
      throw timeOut(null);
    }
  }

  private ProofException timedOut(ProofException failure) {
    return leftMillis() <= 0 ? timeOut(failure) : failure;
  }

  private ProofException timeOut(@Nullable ProofException cause) {
    String message =
        "the proof was not through after %d s, while %s"
            .formatted(limits.deadline().toSeconds(), progress.phase());
    return cause == null
        ? new ProofException(Reason.TIMED_OUT, message)
        : new ProofException(Reason.TIMED_OUT, message, cause);
  }

  private long leftMillis() {
    return limits.deadline().toMillis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
  }

  private double seconds() {
    return (System.nanoTime() - begin) / 1e9;
  }

  /** A dump that was taken, and what was seen around it. */
  private record Dump(
      Instant time,
      double pauseSeconds,
      Waits waits,
      @Nullable MonitorWaits monitors,
      ProofQuestion question) {}
}
