package io.threadleak.json;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * The file that rounds are being written to. Each line is handed to the operating system at once
 * and whole; one that could be written in part only is taken back. Not thread-safe.
 */
final class RecordingFile implements Closeable {

  private final Path path;
  private final SeekableByteChannel channel;
  private final Instant begun;
  private long bytes;
  private boolean torn;

  /** An empty file. */
  RecordingFile(Path path, SeekableByteChannel channel, Instant begun) {
    this.path = path;
    this.channel = channel;
    this.begun = begun;
  }

  Path path() {
    return path;
  }

  /**
   * Adds a line.
   *
   * @throws IOException if it cannot be written; the file then ends as before, or {@link #isTorn()}
   */
  void append(byte[] line) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(line);
    try {
      while (rest.hasRemaining()) {
        if (channel.write(rest) <= 0) {
          throw new IOException("nothing can be written");
        }
      }
      bytes += line.length;
    } catch (IOException | RuntimeException e) {
      takeBack(e);
      throw e;
    }
  }

  /** Whether the last line is in part there and could not be taken back. */
  boolean isTorn() {
    return torn;
  }

  /** Whether the file is still where it was made; what is written to a deleted one is lost. */
  boolean isThere() {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  /** Whether another line of so many bytes belongs into a new file. */
  boolean endsBefore(int lineBytes, Instant now, RecorderLimits limits) {
    Duration span = Duration.between(begun, now).abs();
    return bytes + lineBytes > limits.endBytes() || span.compareTo(limits.endSpan()) >= 0;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** Closes and deletes it. */
  void discard() throws IOException {
    try (channel) {
      Files.deleteIfExists(path);
    }
  }

  private void takeBack(Exception failure) {
    try {
      channel.truncate(bytes);
      channel.position(bytes);
    } catch (IOException | RuntimeException e) {
      torn = true;
      failure.addSuppressed(e);
    }
  }
}
