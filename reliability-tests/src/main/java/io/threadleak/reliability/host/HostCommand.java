package io.threadleak.reliability.host;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How to run a host application: agents, flags and class path in order. Not thread-safe. */
public final class HostCommand implements AutoCloseable {

  private static final String SHOP = "com.acme.shop.Shop";
  private static final String SHOP_WITH_LIBRARY = "com.acme.shop.ShopWithLibrary";

  /** Each record of java.util.logging on one line, without the time. */
  private static final String LOG_FORMAT =
      "-Djava.util.logging.SimpleFormatter.format=%4$s %3$s: %5$s%6$s%n";

  private Place place;
  private final Path folder;
  private static final int FIRST_USER = 700_000;
  private static final int USERS = 100_000;

  private final List<String> prefix = new ArrayList<>();
  private final List<String> flags = new ArrayList<>();
  private final Map<String, String> environment = new TreeMap<>();
  private final Deque<Closing> closings = new ArrayDeque<>();
  private boolean library;

  /** What is to be done once the host has ended. */
  @FunctionalInterface
  public interface Closing {

    /** Does it. */
    void close() throws IOException;
  }

  /** A command whose files stand in a new folder. */
  public HostCommand(Place place) throws IOException {
    this.place = place;
    this.folder = Files.createTempDirectory("threadleak-reliability-");
  }

  /** Where the files of this run go. */
  public Path folder() {
    return folder;
  }

  /** Adds our agent, a round a second, at a port of its own. */
  public HostCommand agent(@Nullable String moreOptions) {
    String more = moreOptions == null ? "" : "," + moreOptions;
    return rawAgent(place.agent(), "port=0,interval=1s" + more);
  }

  /** Adds an agent. */
  public HostCommand rawAgent(Path jar, String options) {
    return flag("-javaagent:" + jar + (options.isEmpty() ? "" : "=" + options));
  }

  /** Adds a flag of the JVM. */
  public HostCommand flag(String flag) {
    flags.add(flag);
    return this;
  }

  /** Adds words before the name of the JVM's command. */
  public HostCommand prefix(String... words) {
    prefix.addAll(List.of(words));
    return this;
  }

  /** Sets a variable of the environment. */
  public HostCommand environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /**
   * Lets the host have so many threads. The limit counts those of a user and does not bind root, so
   * the host runs as a user whom nobody else is, with copies of what it reads. Takes root; comes
   * before agents.
   */
  public void limitThreads(int threads) throws IOException {
    place = place.copyTo(Files.createDirectory(folder.resolve("tree")));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    String user = Long.toString(FIRST_USER + ProcessHandle.current().pid() % USERS);
    prefix("setpriv", "--reuid", user, "--regid", user, "--clear-groups");
    prefix("prlimit", "--nproc=" + threads + ":" + threads);
    // The same number of the JVM's own threads on every machine.
    flag("-XX:ActiveProcessorCount=2").flag("-XX:+UseSerialGC");
  }

  /** Has the host bring us along as a library. */
  public HostCommand library() {
    library = true;
    return flag("-Dshop.recordings=" + folder.resolve("recordings"));
  }

  /** Whether we are there as a library. */
  public boolean isLibrary() {
    return library;
  }

  /** Has something be done once the host has ended, the latest first. */
  public void afterwards(Closing closing) {
    closings.push(closing);
  }

  /** Undoes what was done for the host, and deletes its files. */
  @Override
  public void close() throws IOException {
    for (Closing closing : closings) {
      closing.close();
    }
    closings.clear();
    List<Path> left;
    try (Stream<Path> files = Files.walk(folder)) {
      left = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : left) {
      Files.deleteIfExists(file);
    }
  }

  /** Starts it; returns once it is open. */
  public HostJvm start() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(prefix);
    command.add(place.java().toString());
    command.add(LOG_FORMAT);
    command.add("-Xmx256m");
    command.add("-Dshop.port=" + folder.resolve("port"));
    command.addAll(flags);
    List<String> classPath = new ArrayList<>();
    classPath.add(place.classes().toString());
    place.libraries(library).forEach(jar -> classPath.add(jar.toString()));
    command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath)));
    command.add(library ? SHOP_WITH_LIBRARY : SHOP);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return HostJvm.start(builder, folder);
  }
}
