package io.threadleak.json;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A directory of recordings, which several processes may share.
 *
 * <pre>{@code
 * threadleak-20261121T081500Z-4711.jsonl.gz   ended
 * threadleak-20261121T101422Z-4711.jsonl      being written, or left by a process that is gone
 * }</pre>
 *
 * <p>Names hold the time at which the file was begun and the process id, and a count where that is
 * not enough. No file that is there is ever written to. New files are their owner's alone where the
 * file system knows of owners. Used by one thread at a time.
 */
final class RecordingDirectory {

  private static final String PREFIX = "threadleak-";
  static final String PLAIN = ".jsonl";
  static final String ZIPPED = ".jsonl.gz";
  static final String PART = ".jsonl.gz.part";

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private static final int MOST_OF_ONE_SECOND = 1_000;
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path path;
  private final long processId;
  private final Opening opening;

  /** Makes a file that is not there yet, for writing. */
  @FunctionalInterface
  interface Opening {

    SeekableByteChannel open(Path path, FileAttribute<?>... attributes) throws IOException;
  }

  RecordingDirectory(Path path, long processId, Opening opening) {
    this.path = path.toAbsolutePath().normalize();
    this.processId = processId;
    this.opening = opening;
  }

  /** The files of a file system. */
  static SeekableByteChannel create(Path path, FileAttribute<?>... attributes) throws IOException {
    return FileChannel.open(
        path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes);
  }

  Path path() {
    return path;
  }

  /** Makes the directory where it is not there. */
  void make() throws IOException {
    if (!Files.isDirectory(path)) {
      Files.createDirectories(path, ownersOnly("rwx------"));
    }
  }

  /**
   * Begins a file under a name that no other has, compressed or not.
   *
   * @throws IOException if there can be none
   */
  RecordingFile begin(Instant now) throws IOException {
    String base = PREFIX + STAMP.format(now) + "-" + processId;
    for (int count = 1; count <= MOST_OF_ONE_SECOND; count++) {
      String name = count == 1 ? base : base + "-" + count;
      RecordingFile file = begin(name, now);
      if (file != null) {
        return file;
      }
    }
    throw new FileAlreadyExistsException(base + PLAIN);
  }

  /** A file of that name; null where it is taken. */
  private @Nullable RecordingFile begin(String name, Instant now) throws IOException {
    Path plain = path.resolve(name + PLAIN);
    SeekableByteChannel channel;
    try {
      channel = opening.open(plain, ownersOnly("rw-------"));
    } catch (FileAlreadyExistsException taken) {
      return null;
    }
    RecordingFile file = new RecordingFile(plain, channel, now);
    if (Files.exists(path.resolve(name + ZIPPED), LinkOption.NOFOLLOW_LINKS)) {
      file.discard();
      return null;
    }
    return file;
  }

  /**
   * Replaces an ended file by a compressed one; at every instant one of them is whole.
   *
   * @throws IOException if that cannot be done; the file stays as it is
   */
  void compress(Path plain) throws IOException {
    String name = plain.getFileName().toString();
    String base = name.substring(0, name.length() - PLAIN.length());
    Path part = path.resolve(base + PART);
    try {
      try (InputStream in = Files.newInputStream(plain);
          SeekableByteChannel channel = opening.open(part, ownersOnly("rw-------"));
          GZIPOutputStream zipped =
              new GZIPOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES)) {
        in.transferTo(zipped);
        zipped.finish();
        if (channel instanceof FileChannel file) {
          file.force(true); // before the plain file goes
        }
      }
      Files.move(part, path.resolve(base + ZIPPED), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(part);
      throw e;
    }
    Files.delete(plain);
  }

  private FileAttribute<?>[] ownersOnly(String permissions) {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
