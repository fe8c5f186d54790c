package io.threadleak.scheduling;

import io.threadleak.attribution.ApplicationCode;
import io.threadleak.attribution.NearestFrame;
import io.threadleak.attribution.VirtualThreadApi;
import io.threadleak.model.VirtualThreadsReport;
import io.threadleak.model.VirtualThreadsReport.SchedulerReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches what carries the virtual threads of this JVM: the scheduler, and who pins its carriers.
 * Does nothing before the JVM has run its first virtual thread, so that a service without any pays
 * for none of it. A look takes some microseconds for each carrier, and no lock of the host's. Used
 * by one thread at a time.
 */
public final class VirtualThreadWatch implements AutoCloseable {

  /** Frames kept apart; the rest is summed up. */
  public static final int MAX_FRAMES = 50;

  private final Supplier<ApplicationCode> code;
  private final boolean pinnedEvents;
  private final Carriers carriers = new Carriers();
  private final PinLedger ledger = new PinLedger(MAX_FRAMES);
  private final StartEvents starts = new StartEvents();
  private @Nullable Watched watched;

  /**
   * Makes a watch; nothing is opened yet.
   *
   * @param code the rule of what is the application's, asked for once a virtual thread was seen
   * @param pinnedEvents whether to listen to JFR for pinned threads
   * @param startEvents whether to listen to JFR, from now on, for starts and ends; without effect
   *     before Java 21
   */
  public VirtualThreadWatch(
      Supplier<ApplicationCode> code, boolean pinnedEvents, boolean startEvents) {
    this.code = code;
    this.pinnedEvents = pinnedEvents;
    if (startEvents && VirtualThreadApi.exists()) {
      starts.start();
    }
  }

  /**
   * Whether this JVM shows now, by the threads that carry them, that it has run a virtual thread.
   * They may be gone a while after the last one ran. Thread-safe.
   */
  public static boolean hasCarriers() {
    return new Carriers().seen();
  }

  /**
   * Looks once.
   *
   * @param nanos now, on a clock that never goes back
   * @return null while the JVM has run no virtual thread
   */
  public @Nullable VirtualThreadsReport look(long nanos) {
    Watched present = watched;
    if (present == null) {
      if (!carriers.seen()) {
        return null;
      }
      present = new Watched(new NearestFrame(code.get()));
      watched = present;
    }
    return present.look(nanos);
  }

  /** What cannot be seen and what cures it, a sentence each. */
  public List<String> troubles() {
    List<String> troubles = new ArrayList<>(watched == null ? List.of() : watched.troubles());
    String blind = starts.trouble();
    if (blind != null) {
      troubles.add(blind);
    }
    return troubles;
  }

  /** Ends the JFR streams and their threads. Idempotent. */
  @Override
  public void close() {
    starts.close();
    if (watched != null) {
      watched.events.close();
    }
  }

  /** What there is to look at once there are virtual threads. */
  private final class Watched {

    private final @Nullable SchedulerView scheduler = SchedulerView.ofThisJvm();
    private final MountedThread mounted = MountedThread.ofThisJvm();
    private final PinnedNow pinnedNow;
    private final PinEvents events;

    Watched(NearestFrame frames) {
      pinnedNow = new PinnedNow(frames, ledger);
      events = new PinEvents(frames, ledger);
      if (pinnedEvents) {
        events.start();
      }
    }

    VirtualThreadsReport look(long nanos) {
      boolean sees = mounted.isVisible();
      if (sees) {
        pinnedNow.begin(nanos);
        carriers.forEach(this::lookAt);
        pinnedNow.end();
      }
      boolean listens = events.isListening();
      SchedulerReport figures = scheduler == null ? null : scheduler.read();
      return new VirtualThreadsReport(
          starts.started(),
          starts.ended(),
          figures,
          sees ? pinnedNow.threads() : null,
          listens ? ledger.pins() : null,
          listens ? ledger.seconds() : null,
          sees || listens ? ledger.byFrame(sees ? pinnedNow.byFrame() : Map.of()) : List.of(),
          listens ? events.refused() : null);
    }

    private void lookAt(Thread carrier) {
      Thread pinned = mounted.waitingOn(carrier);
      if (pinned != null) {
        pinnedNow.see(pinned);
      }
    }

    List<String> troubles() {
      List<String> troubles = new ArrayList<>();
      if (scheduler == null) {
        troubles.add(
            "The scheduler of virtual threads cannot be seen: use the agent, or Java 24 and later.");
      }
      if (!mounted.isVisible()) {
        troubles.add(
            "Virtual threads that stay pinned are not seen while they are: the JDK shows them to the"
                + " agent alone (-javaagent:threadleak.jar).");
      }
      String blind = events.trouble();
      if (blind != null) {
        troubles.add(blind);
      }
      return troubles;
    }
  }
}
