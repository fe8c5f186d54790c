package io.threadleak.agent.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.acme.host.LeakHost;
import com.acme.host.ThreadHost;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the agent records of a JVM, read back by a plain parser. */
class RecordingIT {

  private static final String QUICK = "port=0,interval=1s,recording=";
  private static final String SITE = "com.acme.host.LeakHost.leakOne(";

  @TempDir Path folder;

  @Test
  void recording_hostLeaks_isReadBackRoundByRound() throws Exception {
    Path directory = folder.resolve("recordings");
    try (ChildJvm host = ChildJvm.host(LeakHost.class, QUICK + directory)) {
      awaitRounds(directory, 5);
      assertThat(host.end()).isZero();
      assertThat(host.err()).isEmpty();

      Path file = onlyFile(directory);
      assertThat(file.getFileName().toString())
          .matches("threadleak-\\d{8}T\\d{6}Z-" + host.pid() + "\\.jsonl");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(Files.readString(file)).endsWith("}\n").doesNotContain("secret");
    }
    List<JsonNode> lines = lines(directory);
    assertThat(lines.get(0).path("format").asString()).isEqualTo("threadleak-recording");
    assertThat(lines.get(0).path("intervalSeconds").asDouble()).isEqualTo(1);
    List<Long> started = lines.stream().skip(2).map(RecordingIT::started).toList();
    assertThat(started).isSorted().doesNotHaveDuplicates();
    assertThat(started.get(started.size() - 1)).isGreaterThan(20);
  }

  @Test
  void recording_hostIsKilled_losesTheLastLineAtMost() throws Exception {
    try (ChildJvm host = ChildJvm.host(LeakHost.class, QUICK + folder)) {
      awaitRounds(folder, 3);
      host.kill();
    }

    String text = Files.readString(onlyFile(folder));
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    assertThat(whole.lines().map(line -> JsonMapper.shared().readTree(line)))
        .hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void recording_twoHostsInOneDirectory_haveTheirOwnFiles() throws Exception {
    try (ChildJvm one = ChildJvm.host(LeakHost.class, QUICK + folder);
        ChildJvm two = ChildJvm.host(LeakHost.class, QUICK + folder)) {
      await().atMost(ChildJvm.DEADLINE).until(() -> files(folder).size() == 2);
      assertThat(one.end()).isZero();
      assertThat(two.end()).isZero();
    }
    assertThat(files(folder)).hasSize(2);
  }

  @Test
  void recording_directoryIsAFile_warnsOnceAndServesOn() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "precious");
    try (ChildJvm host = ChildJvm.host(ThreadHost.class, QUICK + file)) {
      host.awaitReport(report -> report.self().rounds() >= 3);

      assertThat(host.err().lines())
          .singleElement()
          .asString()
          .startsWith("threadleak: recording to " + file + ": no file can be begun")
          .contains("give a directory that this process may write to");
      assertThat(host.end()).isZero();
      assertThat(file).hasContent("precious");
    }
  }

  @Test
  void recording_portTaken_goesOnAndSaysSo() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ChildJvm host =
            ChildJvm.host(
                ThreadHost.class,
                "port=" + taken.getLocalPort() + ",interval=1s,recording=" + folder)) {
      await().atMost(ChildJvm.DEADLINE).until(() -> !host.err().isEmpty());
      awaitRounds(folder, Math.toIntExact(linesSoFar(folder)) + 2);

      assertThat(host.end()).isZero();
      assertThat(host.err().lines())
          .singleElement()
          .asString()
          .contains(Integer.toString(taken.getLocalPort()), "threadleak only records");
    }
  }

  private static long started(JsonNode round) {
    return round
        .path("sites")
        .propertyStream()
        .filter(site -> site.getKey().startsWith(SITE))
        .mapToLong(site -> site.getValue().path("started").asLong())
        .sum();
  }

  private static void awaitRounds(Path directory, int rounds) {
    await()
        .atMost(ChildJvm.DEADLINE)
        .until(() -> Files.isDirectory(directory) && linesSoFar(directory) > rounds);
  }

  private static long linesSoFar(Path directory) throws IOException {
    List<Path> files = files(directory);
    return files.isEmpty() ? 0 : Files.readString(files.get(0)).lines().count();
  }

  private static List<JsonNode> lines(Path directory) throws IOException {
    return Files.readAllLines(onlyFile(directory)).stream()
        .map(line -> JsonMapper.shared().readTree(line))
        .toList();
  }

  private static Path onlyFile(Path directory) throws IOException {
    List<Path> files = files(directory);
    assertThat(files).hasSize(1);
    return files.get(0);
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }
}
