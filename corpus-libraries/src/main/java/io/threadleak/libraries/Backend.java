package io.threadleak.libraries;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * What a service asks while it serves, and waits for without a timeout: it answers from a thread of
 * its own after half a millisecond to four. Thread-safe.
 */
final class Backend implements AutoCloseable {

  private static final int LEAST_MICROS = 500;
  private static final int MOST_MICROS = 4_000;

  private final ScheduledThreadPoolExecutor answers = new ScheduledThreadPoolExecutor(1);

  /** Waits for an answer. Nobody but the backend's queue and the caller knows of the wait. */
  String ask() {
    return askLater().join();
  }

  /** The same for those who do not wait. */
  CompletableFuture<String> askLater() {
    CompletableFuture<String> answer = new CompletableFuture<>();
    int micros = ThreadLocalRandom.current().nextInt(LEAST_MICROS, MOST_MICROS);
    var unused = answers.schedule(() -> answer.complete("answer"), micros, TimeUnit.MICROSECONDS);
    return answer;
  }

  @Override
  public void close() {
    answers.shutdown();
  }
}
