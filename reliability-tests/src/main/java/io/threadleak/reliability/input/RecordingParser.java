package io.threadleak.reliability.input;

import io.threadleak.json.RecordingFormatException;
import io.threadleak.json.RecordingLimits;
import io.threadleak.json.Recordings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Recordings, as a replay reads them from files. */
final class RecordingParser implements Parser {

  private static final String HEADER =
      "{\"format\":\"threadleak-recording\",\"version\":1,\"intervalSeconds\":10.0}\n";

  private static final String SITE =
      "\"com.acme.Shop.order(Shop.java:42)\":{\"kind\":\"platform\",\"live\":52,\"started\":112,"
          + "\"terminated\":60,\"olderThan\":{\"60\":40,\"300\":12,\"900\":0,\"3600\":0},"
          + "\"siteId\":\"1a2b3c4d\",\"bound\":8}";

  private final RecordingLimits limits = new RecordingLimits(1 << 20, 1_000);
  private final Path file = Files.createTempFile("threadleak-recording-", ".jsonl");

  RecordingParser() throws IOException {}

  @Override
  public String kind() {
    return "recordings";
  }

  @Override
  public List<String> good() {
    return List.of(
        HEADER + round(10, "459", SITE) + round(20, "460", SITE),
        HEADER + round(10, "null", "") + round(20, "1e3", SITE) + HEADER + round(30, "7", SITE),
        HEADER + round(10, "1", SITE.replace("\"kind\":\"platform\"", "\"kind\":\"virtual\"")));
  }

  private static String round(int seconds, String throughput, String site) {
    return "{\"t\":%d.5,\"throughput\":%s,\"sites\":{%s}}\n".formatted(seconds, throughput, site);
  }

  @Override
  public List<String> words() {
    return List.of(
        "{",
        "}",
        "[",
        "]",
        "\"",
        ":",
        ",",
        "\n",
        "null",
        "-1",
        "1e309",
        "9999999999999999999999",
        "0.1",
        "\\u0000",
        "\\ud800",
        "true",
        "\"live\":-1",
        "\"olderThan\":{}",
        "\"t\":0",
        "\"intervalSeconds\":0",
        "\"version\":2",
        "\"sites\":[]",
        "\0",
        "\uFEFF");
  }

  @Override
  public String read(byte[] input) throws IOException {
    Files.write(file, input);
    try (Recordings recordings = Recordings.open(List.of(file), limits)) {
      long rounds = 0;
      while (recordings.next() != null) {
        rounds++;
      }
      String taken = rounds == 0 ? "taken without a round" : "taken";
      return recordings.warnings().isEmpty() ? taken : "taken with a warning";
    } catch (RecordingFormatException refused) {
      return "refused in words";
    }
  }

  @Override
  public void close() throws IOException {
    Files.delete(file);
  }
}
