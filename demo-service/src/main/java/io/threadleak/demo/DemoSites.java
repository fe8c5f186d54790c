package io.threadleak.demo;

import java.util.List;

/**
 * The lines of the demo service that start threads, as a report names them but without file and
 * line: {@code class.method}. The label of a site is {@code class.method(File.java:line)}, so a
 * site is one of these when its label starts with the constant and an opening bracket.
 */
public final class DemoSites {

  /** A few threads that all requests share. */
  public static final String SHARED_POOL = "io.threadleak.demo.SharedPoolHandler.queueOnSharedPool";

  /** A thread for each request, gone when the request is answered. */
  public static final String THREAD_PER_REQUEST =
      "io.threadleak.demo.ThreadPerRequestHandler.answerOnOwnThread";

  /** A thread for each connection, gone when the connection closes. */
  public static final String CONNECTION = "io.threadleak.demo.ConnectionHandler.openConnection";

  /** An executor for each request, never shut down. */
  public static final String EXECUTOR_PER_REQUEST =
      "io.threadleak.demo.ExecutorPerRequestHandler.exportOnNewExecutor";

  /** A {@link java.util.Timer} for each request, never cancelled. */
  public static final String TIMER_PER_REQUEST =
      "io.threadleak.demo.TimerPerRequestHandler.remindByNewTimer";

  /** A thread for each request, waiting for a reply that never comes. */
  public static final String LOST_REPLY =
      "io.threadleak.demo.LostReplyHandler.waitForReplyThatNeverComes";

  /** Many virtual threads for each request, gone when it is answered; Java 21 and later. */
  public static final String FAN_OUT = "io.threadleak.demo.FanOutHandler.askShop";

  /** A virtual thread for each request, left waiting where that timed out; Java 21 and later. */
  public static final String TIMED_OUT_LOOKUP =
      "io.threadleak.demo.TimedOutLookupHandler.waitForWarehouse";

  /** Sites of the honest endpoints, whether or not this JVM has virtual threads. */
  public static final List<String> HEALTHY =
      List.of(SHARED_POOL, THREAD_PER_REQUEST, CONNECTION, FAN_OUT);

  /** Sites of the leaky endpoints, whether or not this JVM has virtual threads. */
  public static final List<String> LEAKY =
      List.of(EXECUTOR_PER_REQUEST, TIMER_PER_REQUEST, LOST_REPLY, TIMED_OUT_LOOKUP);

  private DemoSites() {}
}
