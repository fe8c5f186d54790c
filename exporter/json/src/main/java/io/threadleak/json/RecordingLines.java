package io.threadleak.json;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a stream as bytes, one at a time, without their line feeds; unpacked where the
 * stream begins with gzip's magic bytes. A byte order mark at the beginning and blank lines are
 * passed over. Memory is bounded by the longest line allowed. Not thread-safe.
 */
final class RecordingLines implements Closeable {

  private static final int FIRST_CAPACITY = 1 << 16;
  private static final byte[] GZIP = {(byte) 0x1f, (byte) 0x8b};
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final InputStream raw;
  private final int lineBytes;
  private @Nullable InputStream unpacked;
  private byte[] buffer;
  private int filled;
  private int begin;
  private int end;
  private int after;
  private long number;
  private boolean atEnd;
  private boolean truncated;

  /**
   * The lines of a stream, which this closes.
   *
   * @param lineBytes longest line allowed
   */
  RecordingLines(InputStream stream, int lineBytes) {
    this.raw = new BufferedInputStream(stream, FIRST_CAPACITY);
    this.lineBytes = lineBytes;
    this.buffer = new byte[Math.min(FIRST_CAPACITY, lineBytes + 1)];
  }

  /** Moves to the next line that is not blank; false where there is none. */
  boolean next() throws IOException {
    do {
      if (!nextOfAnyKind()) {
        return false;
      }
    } while (isBlank());
    return true;
  }

  /** Holds the line, from {@link #begin()} to {@link #end()}, until the next is moved to. */
  byte[] buffer() {
    return buffer;
  }

  int begin() {
    return begin;
  }

  int end() {
    return end;
  }

  /** Of the line, from 1 on. */
  long number() {
    return number;
  }

  /** Whether a compressed stream ended before its end. */
  boolean isTruncated() {
    return truncated;
  }

  @Override
  public void close() throws IOException {
    raw.close();
  }

  private boolean nextOfAnyKind() throws IOException {
    if (unpacked == null) {
      unpacked = unpack();
      passOverByteOrderMark();
    }
    begin = after;
    int searched = begin;
    while (true) {
      while (searched < filled && buffer[searched] != '\n') {
        searched++;
      }
      if (searched < filled || (atEnd && begin < filled)) {
        end = searched;
        after = Math.min(filled, searched + 1);
        number++;
        return true;
      }
      if (atEnd) {
        end = begin;
        return false;
      }
      searched -= begin;
      fill();
    }
  }

  /** Reads on behind what is there, which moves to the front of the buffer. */
  private void fill() throws IOException {
    filled -= begin;
    System.arraycopy(buffer, begin, buffer, 0, filled);
    begin = 0;
    if (filled > lineBytes) {
      number++;
      throw new RecordingFormatException(
          "a line is longer than %d bytes: one object a line is expected".formatted(lineBytes));
    }
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, (int) Math.min(2L * filled, lineBytes + 1L));
    }
    int read = read();
    atEnd = read < 0;
    filled += Math.max(0, read);
  }

  /** Reads some bytes; -1 at the end, be it where it should be or not. */
  private int read() throws IOException {
    try {
      return Objects.requireNonNull(unpacked).read(buffer, filled, buffer.length - filled);
    } catch (EOFException e) {
      truncated = true;
      return -1;
    } catch (ZipException e) {
      throw new RecordingFormatException(
          "no valid gzip from here on (%s): unpack what can be".formatted(e.getMessage()), e);
    }
  }

  private InputStream unpack() throws IOException {
    raw.mark(GZIP.length);
    boolean packed = Arrays.equals(raw.readNBytes(GZIP.length), GZIP);
    raw.reset();
    try {
      return packed ? new GZIPInputStream(raw, FIRST_CAPACITY) : raw;
    } catch (EOFException e) {
      truncated = true;
      return InputStream.nullInputStream();
    } catch (ZipException e) {
      throw new RecordingFormatException("no valid gzip (%s)".formatted(e.getMessage()), e);
    }
  }

  private void passOverByteOrderMark() throws IOException {
    while (filled < BYTE_ORDER_MARK.length && !atEnd) {
      fill();
    }
    int length = Math.min(filled, BYTE_ORDER_MARK.length);
    if (Arrays.equals(buffer, 0, length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length)) {
      after = BYTE_ORDER_MARK.length;
    }
  }

  private boolean isBlank() {
    for (int i = begin; i < end; i++) {
      if (buffer[i] != ' ' && buffer[i] != '\t' && buffer[i] != '\r') {
        return false;
      }
    }
    return true;
  }
}
