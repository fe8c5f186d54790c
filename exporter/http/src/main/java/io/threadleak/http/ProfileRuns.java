package io.threadleak.http;

import io.threadleak.attribution.OwnThreads;
import io.threadleak.exposition.Answer;
import io.threadleak.exposition.ProfileExposition;
import io.threadleak.exposition.ProfileExposition.Profile;
import io.threadleak.model.ProofException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Request;

/**
 * Takes profiles on threads of its own, so that the few that serve scrapes never wait for one: at
 * most {@value #MAX_REQUESTS} at a time, so that none waits for another's proof either. The threads
 * end when there is nothing to do; the wait between two looks takes none. Thread-safe.
 */
final class ProfileRuns {

  static final int MAX_REQUESTS = 8;

  private static final long THREAD_IDLE_SECONDS = 10;

  private static final Reply BUSY =
      Reply.line(503, MAX_REQUESTS + " profiles are being taken already: try again later");
  private static final Reply CLOSING = Reply.line(503, "the server is being closed");
  private static final Reply FAILED = Reply.line(500, "failed to collect profile");

  private final Consumer<Throwable> failures;
  private final Semaphore permits = new Semaphore(MAX_REQUESTS);
  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(MAX_REQUESTS, OwnThreads.factory("profiles"));

  /**
   * No runs yet.
   *
   * @param failures is told what was thrown that should not be
   */
  ProfileRuns(Consumer<Throwable> failures) {
    this.failures = failures;
    executor.setKeepAliveTime(THREAD_IDLE_SECONDS, TimeUnit.SECONDS);
    executor.allowCoreThreadTimeOut(true);
    executor.setRemoveOnCancelPolicy(true);
  }

  /** A client that waits for a profile says nothing meanwhile, which is no reason to hang up. */
  static void awaitSilently(Request request) {
    request.addIdleTimeoutListener(timeout -> false);
  }

  /** Takes the profile that is asked for and hands it over, once, on any thread. */
  void run(ProfileExposition profiles, ProfileRequest request, Consumer<Reply> receiver) {
    admit(receiver, once -> begin(profiles, request, once));
  }

  /** Looks, and hands over what was seen, once, on any thread. */
  void run(Look look, Consumer<Reply> receiver) {
    admit(receiver, once -> once.accept(look.take()));
  }

  private void admit(Consumer<Reply> receiver, Run run) {
    if (!permits.tryAcquire()) {
      receiver.accept(BUSY);
      return;
    }
    AtomicBoolean done = new AtomicBoolean();
    Consumer<Reply> once =
        reply -> {
          if (done.compareAndSet(false, true)) {
            permits.release();
            receiver.accept(reply);
          }
        };
    later(0, once, () -> run.begin(once));
  }

  /** Ends all threads; who waits for a profile is told so if there is still time. */
  void close() {
    executor.shutdownNow();
  }

  private void begin(ProfileExposition profiles, ProfileRequest request, Consumer<Reply> receiver)
      throws ProofException, InterruptedException {
    Profile profile = profiles.take(request.name());
    if (request.isDelta()) {
      later(
          request.seconds(),
          receiver,
          () -> receiver.accept(Reply.ok(profiles.take(request.name()).since(profile))));
    } else {
      receiver.accept(Reply.ok(rendered(profile, request.debug())));
    }
  }

  private static Answer rendered(Profile profile, long debug) throws InterruptedException {
    if (debug == 0) {
      return profile.binary();
    }
    return debug == 1 ? profile.text() : profile.dump();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // nothing is thrown into it
  private void later(long seconds, Consumer<Reply> receiver, Step step) {
    Runnable guarded =
        () -> {
          try {
            step.run();
          } catch (ProofException noProof) {
            receiver.accept(Reply.line(status(noProof), String.valueOf(noProof.getMessage())));
          } catch (InterruptedException closing) {
            receiver.accept(CLOSING);
          } catch (RuntimeException | Error failure) {
            failures.accept(failure);
            receiver.accept(FAILED);
          }
        };
    try {
      executor.schedule(guarded, seconds, TimeUnit.SECONDS);
    } catch (RejectedExecutionException closed) {
      receiver.accept(CLOSING);
    }
  }

  private static int status(ProofException noProof) {
    return switch (noProof.reason()) {
      case REFUSED, CANCELLED -> 503;
      case FAILED -> 500;
      case TIMED_OUT -> 504;
    };
  }

  /** Looks at threads and renders what it sees. */
  @FunctionalInterface
  interface Look {

    Reply take() throws ProofException, InterruptedException;
  }

  /** What is done once there is room for it; it sees to it that the receiver gets a reply. */
  @FunctionalInterface
  private interface Run {

    void begin(Consumer<Reply> receiver) throws ProofException, InterruptedException;
  }

  /** One step of a run. */
  @FunctionalInterface
  private interface Step {

    void run() throws ProofException, InterruptedException;
  }
}
