package io.threadleak.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordingLinesTest {

  private static final int LINE_BYTES = 1000;

  private RecordingLines lines;

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      nullValues = "null",
      value = {
        "``, null",
        "`\n\r\n \t\n`, null",
        "a, 1:a",
        "`a\n`, 1:a",
        "`a\nb`, 1:a 2:b",
        "`a\r\n\r\nb\r\n`, `1:a\r 3:b\r`",
        "`\uFEFFa\nb`, 1:a 2:b",
        "`\uFEFF`, null",
        "`a\n\uFEFFb`, `1:a 2:\uFEFFb`",
      })
  void next_text_isItsLinesWithNumbers(String text, String expected) throws IOException {
    assertThat(String.join(" ", read(bytes(text)))).isEqualTo(expected == null ? "" : expected);
    assertThat(String.join(" ", read(gzip(bytes(text)))))
        .isEqualTo(expected == null ? "" : expected);
  }

  @Test
  void next_lineAsLongAsAllowed_isRead() throws IOException {
    assertThat(read(bytes("x".repeat(LINE_BYTES) + "\n" + "y".repeat(LINE_BYTES)))).hasSize(2);
  }

  @Test
  void next_longerLine_isRefusedWithItsNumber() {
    assertThatThrownBy(() -> read(bytes("a\n" + "x".repeat(LINE_BYTES + 1))))
        .isInstanceOf(RecordingFormatException.class)
        .hasMessage("a line is longer than 1000 bytes: one object a line is expected");
    assertThat(lines.number()).isEqualTo(2);
  }

  @Test
  void next_bombWithoutALineFeed_isRefusedBeforeItIsUnpacked() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      byte[] block = new byte[1 << 20];
      for (int i = 0; i < 64; i++) {
        out.write(block);
      }
    }
    ByteArrayInputStream stream = new ByteArrayInputStream(packed.toByteArray());
    lines = new RecordingLines(stream, LINE_BYTES);

    assertThatThrownBy(lines::next).isInstanceOf(RecordingFormatException.class);
    assertThat(lines.buffer().length).isLessThanOrEqualTo(LINE_BYTES + 1);
  }

  @Test
  void next_joinedGzipFiles_areReadOn() throws IOException {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.write(gzip(bytes("a\n")));
    joined.write(gzip(bytes("b\n")));

    assertThat(read(joined.toByteArray())).containsExactly("1:a", "2:b");
  }

  @Test
  void next_everyCutOfAGzip_isReadAndKnownToBeCut() throws IOException {
    byte[] whole = gzip(bytes("first line\nsecond line\n"));
    for (int length = 2; length < whole.length; length++) {
      assertThat(read(Arrays.copyOf(whole, length))).hasSizeLessThanOrEqualTo(2);
      assertThat(lines.isTruncated()).as("after %s bytes", length).isTrue();
    }
    read(whole);
    assertThat(lines.isTruncated()).isFalse();
  }

  @Test
  void next_damagedGzip_isRefused() throws IOException {
    byte[] damaged = gzip(bytes("first line\nsecond line\n"));
    damaged[damaged.length - 6] ^= 1;
    assertThatThrownBy(() -> read(damaged))
        .isInstanceOf(RecordingFormatException.class)
        .hasMessageContaining("no valid gzip");
  }

  private List<String> read(byte[] content) throws IOException {
    lines = new RecordingLines(new ByteArrayInputStream(content), LINE_BYTES);
    List<String> read = new ArrayList<>();
    while (lines.next()) {
      String line =
          new String(
              lines.buffer(), lines.begin(), lines.end() - lines.begin(), StandardCharsets.UTF_8);
      read.add(lines.number() + ":" + line);
    }
    assertThat(lines.next()).isFalse();
    return read;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(content);
    }
    return packed.toByteArray();
  }
}
