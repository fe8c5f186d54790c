package io.threadleak.evidence;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * A directory of bundles, which several processes may share.
 *
 * <pre>{@code
 * threadleak-20261121T081500Z-exhausted-4711        a bundle
 * threadleak-20261121T101422Z-term-4711.part        being written, or left by a process that is gone
 * }</pre>
 *
 * <p>A bundle is a folder rather than an archive: {@code less}, {@code jq} and {@code go tool
 * pprof} read it where it lies. Folders and files are their owner's alone where the file system
 * knows of owners. Used by one thread at a time.
 */
final class EvidenceDirectory {

  static final String PREFIX = "threadleak-";
  static final String PART = ".part";

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private static final int MOST_OF_ONE_SECOND = 1_000;

  private final Path path;
  private final long processId;

  EvidenceDirectory(Path path, long processId) {
    this.path = path.toAbsolutePath().normalize();
    this.processId = processId;
  }

  Path path() {
    return path;
  }

  /** Makes the directory where it is not there. */
  void make() throws IOException {
    if (!Files.isDirectory(path)) {
      Files.createDirectories(path, ownersOnly(path, "rwx------"));
    }
  }

  /**
   * Makes an empty folder, under a name of its own that is not a bundle's yet.
   *
   * @throws IOException if there can be none
   */
  Path begin(String what, Instant now) throws IOException {
    String base = PREFIX + STAMP.format(now) + "-" + what + "-" + processId;
    for (int count = 1; count <= MOST_OF_ONE_SECOND; count++) {
      Path folder = beginAs(count == 1 ? base : base + "-" + count);
      if (folder != null) {
        return folder;
      }
    }
    throw new FileAlreadyExistsException(base);
  }

  /** A folder for a bundle of that name; null where it is taken. */
  private @Nullable Path beginAs(String name) throws IOException {
    if (Files.exists(path.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
      return null;
    }
    try {
      return Files.createDirectory(path.resolve(name + PART), ownersOnly(path, "rwx------"));
    } catch (FileAlreadyExistsException taken) {
      return null;
    }
  }

  /** Gives a folder the name of a bundle, at one instant. */
  Path complete(Path part) throws IOException {
    String name = part.getFileName().toString();
    Path bundle = path.resolve(name.substring(0, name.length() - PART.length()));
    return Files.move(part, bundle, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Permissions of what is made in a place; none where there are no owners. */
  static FileAttribute<?>[] ownersOnly(Path place, String permissions) {
    boolean posix = place.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
