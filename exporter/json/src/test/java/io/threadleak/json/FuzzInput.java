package io.threadleak.json;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/** Files that are nearly recordings, or not at all; the same for the same random numbers. */
final class FuzzInput {

  private static final String HEADER =
      "{\"format\":\"threadleak-recording\",\"version\":1,\"intervalSeconds\":10.0}\n";

  /** What stands where something else was expected. */
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-0",
          "-1",
          "1e999",
          "-1e999",
          "NaN",
          "0.5",
          "1e-400",
          "7.0",
          "2147483647",
          "2147483648",
          "9223372036854775807",
          "9223372036854775808",
          "1e18",
          "253402300799",
          "\"\"",
          "\"x\"",
          "\"\\ud800\"",
          "\"\\u0000\"",
          "[]",
          "{}",
          "[[[[[[[[",
          "{\"a\":{\"a\":{}}}",
          "{\"60\":1}",
          "{\"60\":1,\"60\":2}",
          "{\"0\":1}",
          "\"platform\"",
          "\"virtual\"",
          "1".repeat(200),
          "[".repeat(200) + "]".repeat(200),
          "// x",
          "'x'");

  private static final List<String> KEYS =
      List.of(
          "t",
          "throughput",
          "sites",
          "kind",
          "live",
          "started",
          "terminated",
          "olderThan",
          "bound",
          "format",
          "version",
          "intervalSeconds",
          "60",
          "other",
          "",
          "x");

  private final SplittableRandom random;

  private FuzzInput(SplittableRandom random) {
    this.random = random;
  }

  /** One file's content. */
  static byte[] of(SplittableRandom random) {
    return new FuzzInput(random).content();
  }

  private byte[] content() {
    return switch (random.nextInt(10)) {
      case 0 -> noise();
      case 1 -> packed(bytes(HEADER + grammar() + "\n" + grammar()));
      case 2 -> bytes(grammar());
      case 3 -> bytes(HEADER + lines());
      case 4 -> damaged(packed(bytes(recording())));
      case 5 -> packed(damaged(bytes(recording())));
      case 6, 7 -> bytes(replaced(recording()));
      default -> damaged(bytes(recording()));
    };
  }

  private byte[] noise() {
    byte[] noise = new byte[random.nextInt(300)];
    random.nextBytes(noise);
    if (noise.length > 2 && random.nextInt(3) == 0) {
      noise[0] = 0x1f;
      noise[1] = (byte) 0x8b;
      noise[2] = 8;
    }
    return noise;
  }

  /** A recording of a few sites, fit to be read. */
  private String recording() {
    StringBuilder text = new StringBuilder(HEADER);
    int rounds = random.nextInt(40);
    int sites = random.nextInt(4);
    for (int round = 0; round < rounds; round++) {
      text.append(round(1_760_000_000 + 10 * round, round, sites));
    }
    return text.toString();
  }

  private String round(long time, int number, int sites) {
    StringBuilder text = new StringBuilder("{\"t\":" + time + ".0,\"throughput\":" + 9 * number);
    for (int site = 0; site < sites; site++) {
      text.append(site == 0 ? ",\"sites\":{" : ",")
          .append(
              "\"s%d\":{\"kind\":\"platform\",\"live\":%d,\"started\":%d,\"terminated\":%d,"
                  .formatted(site, number, 2 * number, number))
          .append("\"olderThan\":{\"60\":%d,\"300\":%d}}".formatted(number / 2, number / 4));
    }
    return text.append(sites == 0 ? ",\"sites\":{}}\n" : "}}\n").toString();
  }

  /** Fit lines whose times and counters go anywhere. */
  private String lines() {
    StringBuilder text = new StringBuilder();
    int rounds = random.nextInt(60);
    for (int i = 0; i < rounds; i++) {
      text.append(round(random.nextLong(1L << random.nextInt(1, 37)), random.nextInt(50), 2));
    }
    return text.toString();
  }

  /** Any JSON that uses our keys. */
  private String grammar() {
    StringBuilder text = new StringBuilder();
    append(text, random.nextInt(6));
    return text.toString();
  }

  private void append(StringBuilder text, int depth) {
    int members = depth == 0 ? 0 : random.nextInt(5);
    if (members == 0) {
      text.append(any(VALUES));
      return;
    }
    text.append('{');
    for (int i = 0; i < members; i++) {
      text.append(i == 0 ? "\"" : ",\"").append(any(KEYS)).append("\":");
      append(text, depth - 1);
    }
    text.append('}');
  }

  /** Values and keys that stand where others stood. */
  private String replaced(String text) {
    String changed = text;
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      int colon = changed.indexOf(':', random.nextInt(changed.length()));
      int end = colon + 1;
      while (colon >= 0 && end < changed.length() && ",}\n".indexOf(changed.charAt(end)) < 0) {
        end++;
      }
      if (colon >= 0) {
        changed = changed.substring(0, colon + 1) + any(VALUES) + changed.substring(end);
      }
    }
    return random.nextInt(4) > 0
        ? changed
        : changed.replace("\"" + any(KEYS) + "\":", "\"" + any(KEYS) + "\":");
  }

  /** Bytes flipped, cut out, repeated or put in between. */
  private byte[] damaged(byte[] content) {
    byte[] damaged = content;
    for (int i = random.nextInt(1, 5); i > 0 && damaged.length > 0; i--) {
      int from = random.nextInt(damaged.length);
      int to = Math.min(damaged.length, from + random.nextInt(1 << random.nextInt(10)));
      damaged =
          switch (random.nextInt(6)) {
            case 0 -> flipped(damaged, from);
            case 1 -> joined(damaged, from, new byte[0], to);
            case 2 -> joined(damaged, to, new byte[0], from);
            case 3 -> joined(damaged, from, noise(), from);
            case 4 -> joined(damaged, from, bytes(any(VALUES)), to);
            default -> Arrays.copyOf(damaged, from);
          };
    }
    return damaged;
  }

  private byte[] flipped(byte[] content, int at) {
    byte[] flipped = content.clone();
    flipped[at] ^= (byte) (1 << random.nextInt(8));
    return flipped;
  }

  /** What stands before {@code end}, then something, then what stands from {@code begin} on. */
  private static byte[] joined(byte[] content, int end, byte[] between, int begin) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.write(content, 0, end);
    joined.writeBytes(between);
    joined.write(content, begin, content.length - begin);
    return joined.toByteArray();
  }

  private String any(List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] packed(byte[] content) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
