package io.threadleak.boot;

import java.util.concurrent.atomic.LongAdder;

/**
 * Work completed in this JVM by servers and consumers that know nothing of servlets: Undertow's and
 * Netty's HTTP, gRPC's servers, Kafka's consumers. Thread-safe; never throws.
 */
public final class WorkEvents {

  private static final int FIRST_FINAL_STATUS = 200;

  private static final PublicCalls STATUS_CODE = new PublicCalls("status", "code");
  private static final PublicCalls RECORD_COUNT = new PublicCalls("count");

  private static final LongAdder UNDERTOW_EXCHANGES = new LongAdder();
  private static final LongAdder NETTY_RESPONSES = new LongAdder();
  private static final LongAdder GRPC_CALLS = new LongAdder();
  private static final LongAdder KAFKA_RECORDS = new LongAdder();

  private WorkEvents() {}

  /** Called when Undertow has completed an exchange. */
  public static void exchangeCompleted() {
    UNDERTOW_EXCHANGES.increment();
  }

  /**
   * Called when Netty encodes the head of a response.
   *
   * @param response a {@code HttpResponse}; one that only announces another does not count
   */
  public static void responded(Object response) {
    int code = STATUS_CODE.ask(response);
    if (code < 0 || code >= FIRST_FINAL_STATUS) {
      NETTY_RESPONSES.increment();
    }
  }

  /** Called when a server of gRPC has closed a call. */
  public static void callClosed() {
    GRPC_CALLS.increment();
  }

  /**
   * Called when a consumer of Kafka's hands out what it has polled.
   *
   * @param records the {@code ConsumerRecords}
   */
  public static void polled(Object records) {
    KAFKA_RECORDS.add(Math.max(0, RECORD_COUNT.ask(records)));
  }

  /** Exchanges that Undertow has completed. */
  public static long exchanges() {
    return UNDERTOW_EXCHANGES.sum();
  }

  /** Responses that servers on Netty have begun to send. */
  public static long responses() {
    return NETTY_RESPONSES.sum();
  }

  /** Calls that servers of gRPC have closed. */
  public static long calls() {
    return GRPC_CALLS.sum();
  }

  /** Records that consumers of Kafka's have handed out. */
  public static long records() {
    return KAFKA_RECORDS.sum();
  }
}
