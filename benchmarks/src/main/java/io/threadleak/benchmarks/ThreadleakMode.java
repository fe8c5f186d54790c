package io.threadleak.benchmarks;

import io.threadleak.ThreadLeakMonitor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A way to run a JVM: without threadleak, or with it in one of its modes.
 *
 * @param name in tables
 * @param jvmOptions what the mode takes on the command line
 * @param arguments what the mode takes in the program, which looks for {@link #LIBRARY}
 */
record ThreadleakMode(String name, List<String> jvmOptions, List<String> arguments) {

  private static final Duration RARE = Duration.ofMinutes(1);

  /** Argument that has a program start a monitor by itself. */
  private static final String LIBRARY = "library";

  /** The three modes, the one without threadleak first. */
  static List<ThreadleakMode> all(Path agentJar) throws IOException {
    List<ThreadleakMode> modes = new ArrayList<>();
    modes.add(new ThreadleakMode("no threadleak", List.of(), List.of()));
    modes.add(new ThreadleakMode("agent", List.of(agentOption(agentJar)), List.of()));
    modes.add(new ThreadleakMode("library, by JFR", List.of(), List.of(LIBRARY)));
    return modes;
  }

  /** Called first thing by a program that is started in a mode, with its arguments. */
  static void enter(String[] arguments) {
    if (List.of(arguments).contains(LIBRARY)) {
      ThreadLeakMonitor monitor = ThreadLeakMonitor.builder().interval(RARE).start();
      Runtime.getRuntime().addShutdownHook(new Thread(monitor::close));
    }
  }

  /** The server listens and idles; rounds are rare, since they have a table of their own. */
  private static String agentOption(Path agentJar) throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "-javaagent:%s=interval=%ds,port=%d"
          .formatted(agentJar, RARE.toSeconds(), free.getLocalPort());
    }
  }
}
