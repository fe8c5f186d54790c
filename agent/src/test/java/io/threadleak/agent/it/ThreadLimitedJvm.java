package io.threadleak.agent.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A host under a real limit on threads, that of {@code ulimit -u}, which counts the threads of a
 * user. It does not bind root, so under root the host runs as a user whom nobody else is, with
 * copies of what it reads in a folder that everybody may read.
 */
final class ThreadLimitedJvm {

  private static final int LIMIT = 150;
  private static final int FIRST_USER = 700_000;
  private static final Path PROCESSES = Path.of("/proc");

  private ThreadLimitedJvm() {}

  /**
   * Starts a host that may have some {@value #LIMIT} threads.
   *
   * @param folder an empty one, with no other directory above it that is not everybody's to enter
   */
  static ChildJvm start(Class<?> main, Path folder, String agentOptions) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path jar = Files.copy(ChildJvm.JAR, folder.resolve("threadleak.jar"));
    copyPackage(main, folder.resolve("classes"));
    List<String> arguments = new ArrayList<>();
    // The same number of the JVM's own threads on every machine.
    arguments.addAll(List.of("-XX:ActiveProcessorCount=2", "-XX:+UseSerialGC", "-Xmx256m"));
    arguments.add("-javaagent:" + jar + "=" + agentOptions);
    arguments.addAll(List.of("-cp", folder.resolve("classes").toString(), main.getName()));
    return ChildJvm.java(limited(), arguments);
  }

  private static List<String> limited() throws IOException {
    int user = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    List<String> before = new ArrayList<>();
    if (user == 0) {
      String another = Long.toString(FIRST_USER + ProcessHandle.current().pid() % 100_000);
      before.addAll(List.of("setpriv", "--reuid", another, "--regid", another, "--clear-groups"));
    }
    long limit = LIMIT + (user == 0 ? 0 : threadsOf(user));
    before.addAll(List.of("prlimit", "--nproc=" + limit + ":" + limit));
    return before;
  }

  private static long threadsOf(int user) throws IOException {
    try (Stream<Path> processes = Files.list(PROCESSES)) {
      return processes
          .filter(process -> process.getFileName().toString().matches("\\d+"))
          .mapToLong(process -> threads(process, user))
          .sum();
    }
  }

  private static long threads(Path process, int user) {
    try (Stream<Path> tasks = Files.list(process.resolve("task"))) {
      boolean owned = user == (Integer) Files.getAttribute(process, "unix:uid");
      return owned ? tasks.count() : 0;
    } catch (IOException | UncheckedIOException ended) {
      return 0;
    }
  }

  private static void copyPackage(Class<?> main, Path to) throws IOException {
    String name = main.getPackageName().replace('.', '/');
    Path from = Path.of(ChildJvm.locationOf(main)).resolve(name);
    Path target = Files.createDirectories(to.resolve(name));
    try (Stream<Path> classes = Files.list(from)) {
      for (Path file : (Iterable<Path>) classes::iterator) {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          Files.copy(file, target.resolve(file.getFileName()));
        }
      }
    }
  }
}
