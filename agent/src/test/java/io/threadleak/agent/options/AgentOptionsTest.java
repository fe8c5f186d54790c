package io.threadleak.agent.options;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.evidence.Trigger;
import io.threadleak.model.ProofEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentOptionsTest {

  @TempDir Path folder;

  @Test
  void read_nothingGiven_isDefaults() {
    AgentOptions options = AgentOptions.read(null, Map.of("PATH", "/bin"));

    assertThat(options)
        .isEqualTo(
            new AgentOptions(
                9847,
                "127.0.0.1",
                new DoorsChoice("", "", false),
                Duration.ofSeconds(10),
                1000,
                100,
                List.of(),
                new ThroughputChoice(ThroughputChoice.Kind.AUTO, null, null),
                0.01,
                true,
                new RecordingChoice("", 16 << 20, 256 << 20, Duration.ofDays(7)),
                new ProofChoice("", 4L << 30, Duration.ZERO, ProofEngine.AUTO, false),
                new EvidenceChoice(
                    "",
                    EnumSet.complementOf(EnumSet.of(Trigger.UNCAUGHT)),
                    0.8,
                    Duration.ofMinutes(10),
                    List.of("USR2", "USR1"),
                    20,
                    256 << 20),
                Duration.ofSeconds(10),
                List.of()));
  }

  @Test
  void read_shutdownGraceOff_isZero() {
    assertThat(AgentOptions.read("shutdownGrace=off", Map.of()).shutdownGrace()).isZero();
  }

  @Test
  void read_everyKnobInText_isTaken() {
    AgentOptions options =
        AgentOptions.read(
            "port=0,host=0.0.0.0,webConfig=/etc/web.yml,detailsWebConfig=/etc/more.yml,"
                + "openToNetwork=on,interval=1m,maxSites=7,exportedSites=5,"
                + "applicationPackages=com.acme;org.acme.shop,throughput=none,virtualStacks=0.5,"
                + "pinnedEvents=off,"
                + "recording=/var/rec,recordingFileSize=512KB,recordingTotalSize=2GB,"
                + "recordingAge=36h,proofDirectory=/var/proofs,proofMaxHeap=512MB,proofEvery=6h,"
                + "proofEngine=collector,freeProven=on,"
                + "evidence=/var/evidence,evidenceOn=limit;uncaught,evidenceLimit=62.5,"
                + "evidenceCooldown=1h,evidenceSignal=SIGWINCH,evidenceBundles=3,evidenceTotalSize=2MB,"
                + "shutdownGrace=1m",
            Map.of());

    assertThat(options.problems()).isEmpty();
    assertThat(options.port()).isZero();
    assertThat(options.host()).isEqualTo("0.0.0.0");
    assertThat(options.doors()).isEqualTo(new DoorsChoice("/etc/web.yml", "/etc/more.yml", true));
    assertThat(options.interval()).isEqualTo(Duration.ofMinutes(1));
    assertThat(options.maxSites()).isEqualTo(7);
    assertThat(options.exportedSites()).isEqualTo(5);
    assertThat(options.applicationPackages()).containsExactly("com.acme", "org.acme.shop");
    assertThat(options.throughput().kind()).isEqualTo(ThroughputChoice.Kind.NONE);
    assertThat(options.virtualStacks()).isEqualTo(0.005);
    assertThat(options.pinnedEvents()).isFalse();
    assertThat(options.recording())
        .isEqualTo(new RecordingChoice("/var/rec", 512 << 10, 2L << 30, Duration.ofHours(36)));
    assertThat(options.shutdownGrace()).isEqualTo(Duration.ofMinutes(1));
    assertThat(options.proofs())
        .isEqualTo(
            new ProofChoice(
                "/var/proofs", 512 << 20, Duration.ofHours(6), ProofEngine.COLLECTOR, true));
    assertThat(options.evidence())
        .isEqualTo(
            new EvidenceChoice(
                "/var/evidence",
                EnumSet.of(Trigger.LIMIT, Trigger.UNCAUGHT, Trigger.SIGNAL, Trigger.REQUEST),
                0.625,
                Duration.ofHours(1),
                List.of("WINCH"),
                3,
                2 << 20));
  }

  @Test
  void read_sameKnobEverywhere_textBeatsFileBeatsEnvironment() throws IOException {
    Path file = Files.writeString(folder.resolve("t.properties"), "port=2\ninterval=2s\n");

    AgentOptions options =
        AgentOptions.read(
            "port=1,config=" + file,
            Map.of(
                "THREADLEAK_PORT", "3",
                "THREADLEAK_INTERVAL", "3s",
                "THREADLEAK_MAX_SITES", "3"));

    assertThat(options.problems()).isEmpty();
    assertThat(options.port()).isEqualTo(1);
    assertThat(options.interval()).isEqualTo(Duration.ofSeconds(2));
    assertThat(options.maxSites()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "port=http, 9847",
    "port=-1, 9847",
    "port=65536, 9847",
    "port=99999999999, 9847",
    "port=, 9847",
    "maxSites=0, 1000",
    "maxSites=100001, 1000",
    "exportedSites=none, 100",
    "exportedSites=10001, 100",
    "interval=500ms, 10s",
    "interval=10, 10s",
    "interval=-1s, 10s",
    "interval=2h, 10s",
    "interval=1d, 10s",
    "interval=10 s, 10s",
    "pinnedEvents=, 1",
    "pinnedEvents=true, 1",
    "virtualStacks=, 1",
    "virtualStacks=-1, 1",
    "virtualStacks=100.5, 1",
    "virtualStacks=1%, 1",
    "virtualStacks=.5, 1",
    "recording=a\u0000b, ''",
    "recordingFileSize=16, 16MB",
    "recordingFileSize=16mb, 16MB",
    "recordingFileSize=63KB, 16MB",
    "recordingFileSize=2GB, 16MB",
    "recordingTotalSize=1023KB, 256MB",
    "recordingTotalSize=1025GB, 256MB",
    "recordingTotalSize=, 256MB",
    "recordingAge=59m, 7d",
    "recordingAge=3651d, 7d",
    "recordingAge=forever, 7d",
    "proofMaxHeap=1023KB, 4GB",
    "proofMaxHeap=all, 4GB",
    "proofEvery=on, off",
    "proofEvery=59s, off",
    "proofEngine=heap, auto",
    "proofEngine=Collector, auto",
    "freeProven=yes, off",
    "host=a b, 127.0.0.1",
    "applicationPackages=com.acme;;, ''",
    "applicationPackages=com/acme, ''",
    "throughput=fast, auto",
    "throughput=jmx:Catalina:type=X, auto",
    "throughput=jmx:nonsense#count, auto",
    "throughput=jmx:a:type=*#count, auto",
  })
  void read_badValue_namesKnobValueAndCureAndKeepsDefault(String piece, String defaultText) {
    AgentOptions options = AgentOptions.read(piece, Map.of());

    Knob knob = Knob.ofKey(piece.substring(0, piece.indexOf('=')));
    assertThat(options.problems())
        .singleElement()
        .asString()
        .startsWith(piece + ", from the option string, is refused: give ")
        .endsWith(knob.expected());
    assertThat(options)
        .usingRecursiveComparison()
        .ignoringFields("problems")
        .isEqualTo(AgentOptions.read(knob.key() + "=" + defaultText, Map.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"prot=1", "Port=1", "", "=", "prot", "port=1,,host=h"})
  void read_unknownKey_listsKnownKeys(String text) {
    AgentOptions options = AgentOptions.read(text.isEmpty() ? "," : text, Map.of());

    assertThat(options.problems())
        .singleElement()
        .asString()
        .startsWith("unknown option '")
        .contains(
            "in the option string: the options are port, host, webConfig, detailsWebConfig, openToNetwork, interval, maxSites,")
        .endsWith(
            "recordingAge, proofDirectory, proofMaxHeap, proofEvery, proofEngine, freeProven, evidence, "
                + "evidenceOn, evidenceLimit, evidenceCooldown, evidenceSignal, evidenceBundles, "
                + "evidenceTotalSize, shutdownGrace, config");
  }

  @Test
  void read_keyWithoutValue_saysHowToWriteIt() {
    assertThat(AgentOptions.read("port", Map.of()).problems())
        .containsExactly("port has no value in the option string: write port=VALUE");
  }

  @Test
  void read_keyTwice_saysTheFirstHolds() {
    AgentOptions options = AgentOptions.read("port=1,port=2", Map.of());

    assertThat(options.port()).isEqualTo(1);
    assertThat(options.problems()).singleElement().asString().contains("port is given twice");
  }

  @Test
  void read_unknownEnvironmentVariable_isProblem() {
    assertThat(AgentOptions.read("", Map.of("THREADLEAK_PROT", "1")).problems())
        .singleElement()
        .asString()
        .startsWith("unknown option 'THREADLEAK_PROT' in the environment: ");
  }

  @Test
  void read_serviceLinksOfKubernetes_areNotOurs() {
    AgentOptions options =
        AgentOptions.read(
            "",
            Map.of(
                "THREADLEAK_SERVICE_HOST", "10.0.0.1",
                "THREADLEAK_PORT_9847_TCP", "tcp://10.0.0.1:9847"));

    assertThat(options.problems()).isEmpty();
  }

  @Test
  void read_missingFile_isProblemAndTheRestHolds() {
    AgentOptions options = AgentOptions.read("port=5,config=" + folder.resolve("absent"), Map.of());

    assertThat(options.port()).isEqualTo(5);
    assertThat(options.problems())
        .singleElement()
        .asString()
        .startsWith(
            "config=" + folder.resolve("absent") + ", from the option string, cannot be read")
        .contains("NoSuchFileException");
  }

  @Test
  void read_folderAsFile_isProblem() {
    assertThat(AgentOptions.read("config=" + folder, Map.of()).problems())
        .singleElement()
        .asString()
        .contains("not a regular file");
  }

  @Test
  void read_fileTooLarge_isProblem() throws IOException {
    Path file = Files.write(folder.resolve("large"), new byte[OptionSources.MAX_FILE_BYTES + 1]);

    assertThat(AgentOptions.read("config=" + file, Map.of()).problems())
        .singleElement()
        .asString()
        .contains("larger than 1 MiB");
  }

  @Test
  void read_fileWithBrokenEscape_isProblem() throws IOException {
    Path file = Files.writeString(folder.resolve("broken"), "port=\\u12\n");

    assertThat(AgentOptions.read("config=" + file, Map.of()).problems())
        .singleElement()
        .asString()
        .contains("malformed");
  }

  @Test
  void read_fileWithUnknownKeyAndBadValue_namesFile() throws IOException {
    Path file = Files.writeString(folder.resolve("f"), "config=other\nport=x\n");

    assertThat(AgentOptions.read("config=" + file, Map.of()).problems())
        .hasSize(2)
        .allMatch(problem -> problem.contains("the file " + file));
  }

  @Test
  void read_objectNameWithCommas_isOneValue() {
    AgentOptions options =
        AgentOptions.read(
            "throughput=jmx:Catalina:type=GlobalRequestProcessor,name=\"http-nio-80\"#requestCount,"
                + "port=1",
            Map.of());

    assertThat(options.problems()).isEmpty();
    assertThat(options.port()).isEqualTo(1);
    assertThat(options.throughput().objectName().getKeyProperty("name"))
        .isEqualTo("\"http-nio-80\"");
    assertThat(options.throughput().attribute()).isEqualTo("requestCount");
  }
}
