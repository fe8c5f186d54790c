import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * A service that starts 5,200,000 virtual threads in nine places, of which 5,000,000 end and 200,000
 * are left behind in three of the places, evenly over the run. Run from its source: {@code java
 * ManyVirtualThreads.java SECONDS}.
 *
 * <p>When all others have ended it prints one line of JSON after {@code truth: }, with what it
 * really started in each place, and stays.
 */
public final class ManyVirtualThreads {

  static final int REQUESTS = 400_000;
  static final int REQUESTS_AT_A_TIME = 2_000;

  /** A method that starts threads; some of each {@code of} are left behind. */
  enum Place {
    ACCEPT("accept", 0, 1),
    AUDIT("audit", 0, 1),
    QUOTE("quote", 0, 1),
    ASK_SHOP("askShop", 0, 1),
    OPEN_CONNECTION("openConnection", 0, 1),
    CONFIRM("confirm", 0, 1),
    REMIND("remind", 20, 120),
    LOOK_UP("lookUp", 120, 320),
    SUBSCRIBE("subscribe", 60, 160);

    final String method;
    final int leaks;
    final int of;
    final LongAdder started = new LongAdder();
    final LongAdder ended = new LongAdder();
    final LongAdder leaked = new LongAdder();

    Place(String method, int leaks, int of) {
      this.method = method;
      this.leaks = leaks;
      this.of = of;
    }

    /** Counts the n-th start, from 0; whether its thread is one of those left behind. */
    boolean leavesBehind(long n) {
      started.increment();
      boolean leak = (n + 1) * leaks / of > n * leaks / of;
      if (leak) {
        leaked.increment();
      }
      return leak;
    }

    boolean drained() {
      return started.sum() == ended.sum() + leaked.sum();
    }

    String json() {
      return "\"%s\":{\"started\":%d,\"ended\":%d,\"leaked\":%d}"
          .formatted(method, started.sum(), ended.sum(), leaked.sum());
    }
  }

  private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
  private final ExecutorService news = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore free = new Semaphore(REQUESTS_AT_A_TIME);

  public static void main(String[] args) throws InterruptedException {
    double cpuBefore = processCpuSeconds();
    new ManyVirtualThreads().serveAll(Duration.ofSeconds(Long.parseLong(args[0])));
    while (!Arrays.stream(Place.values()).allMatch(Place::drained)) {
      Thread.sleep(20);
    }
    System.out.printf(
        Locale.ROOT,
        "truth: {\"epochMillis\":%d,\"ownCpuSeconds\":%.3f,\"processCpuSeconds\":%.3f,\"places\":{%s}}%n",
        System.currentTimeMillis(),
        ownCpuSeconds(),
        processCpuSeconds() - cpuBefore,
        Arrays.stream(Place.values()).map(Place::json).collect(Collectors.joining(",")));
    Thread.currentThread().join();
  }

  /** Accepts all requests at a steady rate, later where too many are under way. */
  private void serveAll(Duration time) throws InterruptedException {
    long begin = System.nanoTime();
    for (long accepted = 0; accepted < REQUESTS; Thread.sleep(1)) {
      double elapsed = (System.nanoTime() - begin) / (double) time.toNanos();
      for (long due = (long) Math.min(REQUESTS, elapsed * REQUESTS); accepted < due; accepted++) {
        free.acquire();
        accept(accepted);
      }
    }
  }

  private void accept(long request) {
    Place.ACCEPT.started.increment();
    requests.execute(
        () -> {
          serve(request);
          free.release();
          Place.ACCEPT.ended.increment();
        });
  }

  private void serve(long n) {
    boolean connects = n % 40 == 0;
    for (int i = 0; i < (connects ? 3 : 4); i++) {
      audit();
    }
    for (int i = 0; i < 4; i++) {
      quote(1 + (n + i) % 20);
    }
    if (connects) {
      openConnection(n / 40);
    }
    askShops();
    if (n % 2 == 0) {
      confirm(n / 2);
    }
    if (n % 10 < 3) {
      remind(n / 10 * 3 + n % 10);
    }
    if (n % 5 > 0) {
      lookUp(n / 5 * 4 + n % 5 - 1);
    }
    if (n % 5 < 2) {
      subscribe(n / 5 * 2 + n % 5);
    }
  }

  private void audit() {
    Place.AUDIT.started.increment();
    Thread.startVirtualThread(() -> Place.AUDIT.ended.increment());
  }

  private void quote(long millis) {
    Place.QUOTE.started.increment();
    Thread.ofVirtual()
        .start(
            () -> {
              pause(Duration.ofMillis(millis));
              Place.QUOTE.ended.increment();
            });
  }

  private void openConnection(long n) {
    Place.OPEN_CONNECTION.started.increment();
    Thread.ofVirtual().name("connection-" + n).start(new Connection(2 + n % 7));
  }

  /** An executor for each request, as it is meant to be: closing it waits for its threads. */
  private void askShops() {
    try (ExecutorService shops = Executors.newVirtualThreadPerTaskExecutor()) {
      askShop(shops);
      askShop(shops);
    }
  }

  private void askShop(ExecutorService shops) {
    Place.ASK_SHOP.started.increment();
    shops.submit(
        () -> {
          Thread.yield();
          Place.ASK_SHOP.ended.increment();
        });
  }

  /** All of its jobs end. */
  private void confirm(long n) {
    boolean stuck = Place.CONFIRM.leavesBehind(n);
    Thread.ofVirtual().start(new Job(Place.CONFIRM, stuck));
  }

  /** Some of its jobs never end, though they are of the same class as those that do. */
  private void remind(long n) {
    boolean stuck = Place.REMIND.leavesBehind(n);
    Thread.startVirtualThread(new Job(Place.REMIND, stuck));
  }

  /** Where nobody replies, the thread waits for ever. */
  private void lookUp(long n) {
    boolean forgotten = Place.LOOK_UP.leavesBehind(n);
    CompletableFuture<String> reply = new CompletableFuture<>();
    Thread.startVirtualThread(new Lookup(reply));
    if (!forgotten) {
      reply.complete("in stock");
    }
  }

  /** Some subscriptions sleep until a day that is not to come. */
  private void subscribe(long n) {
    boolean forever = Place.SUBSCRIBE.leavesBehind(n);
    news.submit(
        () -> {
          pause(forever ? Duration.ofDays(1_000) : Duration.ofMillis(5));
          Place.SUBSCRIBE.ended.increment();
        });
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static double ownCpuSeconds() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(thread -> thread != null && thread.getThreadName().startsWith("threadleak-"))
        .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
        .sum()
        / 1e9;
  }

  private static double processCpuSeconds() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        / 1e9;
  }

  private record Connection(long seconds) implements Runnable {

    @Override
    public void run() {
      pause(Duration.ofSeconds(seconds));
      Place.OPEN_CONNECTION.ended.increment();
    }
  }

  private record Job(Place place, boolean stuck) implements Runnable {

    @Override
    public void run() {
      if (stuck) {
        new CompletableFuture<String>().join();
      }
      pause(Duration.ofMillis(10));
      place.ended.increment();
    }
  }

  private record Lookup(CompletableFuture<String> reply) implements Runnable {

    @Override
    public void run() {
      reply.join();
      Place.LOOK_UP.ended.increment();
    }
  }
}
