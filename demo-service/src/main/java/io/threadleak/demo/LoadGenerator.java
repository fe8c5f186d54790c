package io.threadleak.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * The demo's own steady load: a beat that hands each request to one of a few senders. Requests that
 * fail are counted, and the load goes on.
 *
 * <p>The senders send synchronously: {@link HttpClient#sendAsync} would complete on the common
 * pool, which on a machine of two processors starts a thread for each answer.
 */
final class LoadGenerator implements AutoCloseable {

  private static final int SENDERS = 6;
  private static final int CLIENT_THREADS = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final URI base;
  private final LoadMix mix;
  private final Pace pace;
  private final ThreadPoolExecutor senders =
      new ThreadPoolExecutor(
          SENDERS,
          SENDERS,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(1_000),
          new DemoThreads("demo-sender"));
  private final ThreadPoolExecutor clientThreads =
      new ThreadPoolExecutor(
          CLIENT_THREADS,
          CLIENT_THREADS,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          new DemoThreads("demo-client"));
  private final Thread beat = new DemoThreads("demo-load").newThread(this::keepSending);
  private final HttpClient client =
      HttpClient.newBuilder()
          .executor(clientThreads)
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(PATIENCE)
          .build();

  private final LongAdder sent = new LongAdder();
  private final LongAdder answered = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private volatile String lastFailure = "none";
  private volatile boolean closing;

  LoadGenerator(URI base, LoadMix mix, Pace pace) {
    this.base = base;
    this.mix = mix;
    this.pace = pace;
  }

  /** Starts to send. */
  void start() {
    senders.prestartAllCoreThreads();
    clientThreads.prestartAllCoreThreads();
    beat.start();
  }

  /** What has become of the requests so far. */
  LoadCounts counts() {
    long answeredSoFar = answered.sum();
    long failedSoFar = failed.sum();
    return new LoadCounts(sent.sum(), answeredSoFar, failedSoFar);
  }

  /** Why the latest failure failed; {@code none} if none has. */
  String lastFailure() {
    return lastFailure;
  }

  /** Stops sending; requests under way are dropped and not counted as failed. */
  @Override
  public void close() {
    closing = true;
    beat.interrupt();
    senders.shutdownNow();
    clientThreads.shutdownNow();
  }

  private void keepSending() {
    pace.keep(this::sendNext);
  }

  private void sendNext() {
    DemoEndpoint endpoint = mix.endpoint(sent.sum());
    sent.increment();
    try {
      senders.execute(() -> send(endpoint));
    } catch (RejectedExecutionException busy) {
      countFailure(endpoint, "no sender is free");
    }
  }

  private void send(DemoEndpoint endpoint) {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(endpoint.path())).timeout(PATIENCE).build();
    try {
      int status = client.send(request, answer -> new DroppedBody()).statusCode();
      if (status < 400) {
        answered.increment();
      } else {
        countFailure(endpoint, "status " + status);
      }
    } catch (IOException failure) {
      countFailure(endpoint, failure.toString());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void countFailure(DemoEndpoint endpoint, String why) {
    if (!closing) {
      failed.increment();
      lastFailure = endpoint.path() + ": " + why;
    }
  }
}
