package io.threadleak.junit;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Threads that live for as long as the JVM, or end by themselves when they have been idle, and that
 * whoever touches a class first has started: those of the JVM and the JDK, of what runs tests, and
 * those that widely used libraries share. Told by class where that is possible, else by name.
 *
 * <p>A pool that somebody made is not among them, even if its library is: a client that is not
 * closed is a leak.
 */
final class KnownThreads {

  private static final Pattern RUNNER =
      any(
          "main",
          "junit-\\d+-worker-\\d+",
          "junit-timeout-thread-\\d+", // ends with its test, which is bounded by itself
          "junit-jupiter-timeout-watcher",
          "surefire-.*",
          "ThreadedStreamConsumer",
          "last-ditch-daemon-shutdown-thread-.*",
          "ping-timer-.*",
          "Test worker", // Gradle's
          "/127\\.0\\.0\\.1:\\d+ to /127\\.0\\.0\\.1:\\d+ workers.*",
          "Monitor Ctrl-Break", // IntelliJ's
          "TestNG-.*",
          "kotest-.*");

  private static final Pattern JDK =
      any(
          "Reference Handler|Finalizer|Secondary finalizer|Signal Dispatcher|Notification Thread",
          "Common-Cleaner|DestroyJavaVM|Attach Listener|process reaper.*",
          "(C1|C2) CompilerThread.*|Sweeper thread|Service Thread|Monitor Deflation Thread",
          "JFR .*|JDWP .*|Java2D Disposer|AWT-.*|TimerQueue|Swing-Shell",
          "RMI (TCP Accept|Scheduler|Reaper|RenewClean|TCP Connection).*|GC Daemon",
          "JMX server connection timeout.*",
          "Keep-Alive-(Timer|SocketCleaner)|SeedGenerator Thread|Permission.*Cleaner",
          "CompletableFutureDelayScheduler",
          "VirtualThread-un(parker|blocker)|(Master|Read|Write)-?Poller.*|Read-Updater");

  private static final Pattern LIBRARIES =
      any(
          "parallel-\\d+|single-\\d+|boundedElastic-(\\d+|evictor-\\d+)", // Reactor's shared ones
          "loomBoundedElastic-\\d+|reactor-tcp-.*|reactor-http-(nio|epoll|kqueue)-\\d+",
          "Rx(Computation|CachedThread|SingleScheduler|NewThread|CachedWorkerPool|Scheduler).*",
          "DefaultDispatcher-worker-\\d+|kotlinx\\.coroutines\\.DefaultExecutor",
          "globalEventExecutor-\\d+-\\d+|ObjectCleanerThread|threadDeathWatcher-.*", // Netty's
          "OkHttp TaskRunner|Okio Watchdog",
          "grpc-default-executor-\\d+|grpc-default-worker-ELG-.*|grpc-shared-destroyer-\\d+",
          "mysql-cj-abandoned-connection-cleanup|Abandoned connection cleanup thread",
          "PostgreSQL-JDBC-(Cleaner|SharedTimer-\\d+)|JNA Cleaner|InterruptTimer",
          "testcontainers-(ryuk|wait-\\d+|lifecycle-\\d+|pull-watchdog-\\d+)|ducttape-\\d+",
          "com\\.google\\.common\\.base\\.internal\\.Finalizer",
          "scala-execution-context-global-\\d+|Log4j2-TF-.*|idle-connection-reaper");

  private static final List<String> OF_JDK =
      List.of("jdk.internal.misc.CarrierThread", "jdk.internal.misc.InnocuousThread");

  /** Cleaners that somebody made are the JDK's class of threads, too, and live with their maker. */
  private static final Set<String> OWNED = Set.of("Cleaner");

  private KnownThreads() {}

  /** Whether a live thread is none of a test's. */
  static boolean has(Thread thread) {
    String name = thread.getName();
    return isRunner(thread)
        || JDK.matcher(name).matches()
        || LIBRARIES.matcher(name).matches()
        || isOfCommonPool(thread)
        || isOfJdk(thread, name);
  }

  /** Whether a thread runs tests, so that what it starts belongs to none but those it runs. */
  static boolean isRunner(Thread thread) {
    return thread.getClass().getName().startsWith("org.junit.") || isRunner(thread.getName());
  }

  /** The same of a thread that is known by name alone. */
  static boolean isRunner(String name) {
    return RUNNER.matcher(name).matches();
  }

  private static boolean isOfCommonPool(Thread thread) {
    return thread instanceof ForkJoinWorkerThread worker
        && worker.getPool() == ForkJoinPool.commonPool();
  }

  private static boolean isOfJdk(Thread thread, String name) {
    return OF_JDK.contains(thread.getClass().getName())
        && OWNED.stream().noneMatch(name::startsWith);
  }

  private static Pattern any(String... names) {
    return Pattern.compile(
        Arrays.stream(names).map(name -> "(?:" + name + ")").collect(Collectors.joining("|")));
  }
}
