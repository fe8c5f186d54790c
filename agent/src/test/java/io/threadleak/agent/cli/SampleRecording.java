package io.threadleak.agent.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A recording of a service that leaves a thread behind in each round, beside a steady pool. */
public final class SampleRecording {

  /** The site that leaks. */
  public static final String LEAK = "com.acme.OrderHandler.handle(OrderHandler.java:42)";

  /** The site that does not. */
  public static final String POOL = "com.acme.Server.start(Server.java:17)";

  private static final String HEADER =
      "{\"format\":\"threadleak-recording\",\"version\":1,\"intervalSeconds\":10.0}\n";

  private static final long EPOCH = 1_760_000_000;

  private SampleRecording() {}

  /** Writes rounds one interval apart, from one number of a round to another, exclusively. */
  public static Path write(Path file, int from, int to) throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    for (int round = from; round < to; round++) {
      text.append(
          "{\"t\":%d.0,\"throughput\":%d,\"sites\":{%s,%s}}%n"
              .formatted(
                  EPOCH + 10L * round,
                  100L * round,
                  site(LEAK, round, round, Math.max(0, round - 6)),
                  site(POOL, 8, 8, round < 6 ? 0 : 8)));
    }
    return Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  private static String site(String name, int live, int started, int olderThanAMinute) {
    return "\"%s\":{\"kind\":\"platform\",\"live\":%d,\"started\":%d,\"terminated\":%d,%s}"
        .formatted(
            name,
            live,
            started,
            started - live,
            "\"olderThan\":{\"60\":%d}".formatted(olderThanAMinute));
  }
}
