package io.threadleak.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The endpoints with virtual threads. Where the JVM has none they run on platform threads, which
 * makes no difference to what they do.
 */
final class VirtualHandlersTest {

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final Queue<Thread> made = new ConcurrentLinkedQueue<>();
  private final Set<String> callers = ConcurrentHashMap.newKeySet();
  private final TimedOutLookupHandler lookups = new TimedOutLookupHandler(watched("lookup"));
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
    lookups.close();
  }

  @Test
  void fanOut_answered_hasEndedItsThreads() throws Exception {
    serve(new FanOutHandler(watched("offer")));

    assertThat(status()).isEqualTo(200);
    assertThat(status()).isEqualTo(200);

    assertThat(made).hasSize(2 * FanOutHandler.SHOPS);
    await().atMost(DEADLINE).until(() -> made.stream().noneMatch(Thread::isAlive));
    assertThat(callers).containsExactly(DemoSites.FAN_OUT);
  }

  @Test
  void lookup_thatTimedOut_leavesItsThreadWaiting() throws Exception {
    serve(lookups);
    List<Integer> statuses = new ArrayList<>();
    for (int n = 0; n < 2 * TimedOutLookupHandler.ONE_SLOW_IN; n++) {
      statuses.add(status());
    }

    assertThat(statuses).containsExactly(202, 200, 200, 202, 200, 200);
    await().atMost(DEADLINE).until(() -> alive().size() == 2);
    await().atMost(DEADLINE).until(lookups::idle);
    assertThat(alive())
        .as("still there when the warehouse has replied to all")
        .hasSize(2)
        .allMatch(thread -> thread.getState() == Thread.State.WAITING)
        .allMatch(Thread::isDaemon);
    assertThat(callers).containsExactly(DemoSites.TIMED_OUT_LOOKUP);
  }

  private List<Thread> alive() {
    return made.stream().filter(Thread::isAlive).toList();
  }

  /** Keeps the threads it makes, and the method that asked for them: it starts them as well. */
  private ThreadFactory watched(String stem) {
    ThreadFactory threads =
        VirtualThreads.available() ? VirtualThreads.named(stem) : new DemoThreads(stem);
    StackWalker walker = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
    return task -> {
      callers.add(walker.walk(frames -> frames.skip(1).findFirst().map(this::name).orElseThrow()));
      Thread thread = threads.newThread(task);
      made.add(thread);
      return thread;
    };
  }

  private String name(StackWalker.StackFrame frame) {
    return frame.getClassName() + "." + frame.getMethodName();
  }

  private void serve(HttpHandler handler) {
    server.createContext("/", handler);
  }

  private int status() throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).timeout(DEADLINE).build(), BodyHandlers.discarding())
        .statusCode();
  }
}
