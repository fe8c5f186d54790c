package io.threadleak.proving;

import java.io.Closeable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * The directory of one proof, which nobody else may read: the dump holds all secrets of the
 * service. It is gone once closed. One that a killed process left behind is found by its lock,
 * which the operating system gave up together with that process, and removed by the next proof.
 */
final class ProofDirectory implements Closeable {

  private static final String PREFIX = "threadleak-proof-";
  private static final Pattern NAME = Pattern.compile(PREFIX + "\\d+-.+");
  private static final String OWN_PREFIX = PREFIX + ProcessHandle.current().pid() + "-";
  private static final String LOCK = "lock";

  /** Between making the directory and locking it nobody shall take it for a leftover. */
  private static final Duration YOUNG = Duration.ofMinutes(1);

  private final Path path;
  private final FileChannel lock;

  private ProofDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Makes one, after removing what former proofs of this user have left behind there.
   *
   * @throws IOException if nothing can be made there
   */
  static ProofDirectory make(Path parent) throws IOException {
    removeLeftovers(parent);
    Path path = Files.createTempDirectory(parent, OWN_PREFIX, onlyOwner(parent));
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      channel.lock();
      return new ProofDirectory(path, channel);
    } catch (IOException | RuntimeException e) {
      if (channel != null) {
        channel.close();
      }
      remove(path);
      throw e;
    }
  }

  Path path() {
    return path;
  }

  /** Where the dump goes; its name ends as the JVM wants it to. */
  Path dump() {
    return path.resolve("heap.hprof");
  }

  /** Where the other process complains. */
  Path complaints() {
    return path.resolve("stderr");
  }

  /** Removes everything; what cannot be removed is left to the next proof. */
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException closedAnyway) {
      // The lock is gone with the directory.
    }
    remove(path);
  }

  /** Removes a directory of a proof, as far as possible. */
  static void remove(Path directory) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | RuntimeException leftToTheNextProof) {
      // What is left is tried once more below.
    }
    try {
      Files.deleteIfExists(directory);
    } catch (IOException leftToTheNextProof) {
      return;
    }
  }

  private static void removeLeftovers(Path parent) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path directory : found) {
        if (NAME.matcher(directory.getFileName().toString()).matches() && isLeftover(directory)) {
          remove(directory);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private static boolean isLeftover(Path directory) {
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    if (directory.getFileName().toString().startsWith(OWN_PREFIX)) {
      // A look at an own lock would give it up; before this process began another had its id.
      return isOlder(directory, ManagementFactory.getRuntimeMXBean().getStartTime());
    }
    Path lockFile = directory.resolve(LOCK);
    try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
        FileLock taken = channel.tryLock()) {
      return taken != null;
    } catch (NoSuchFileException neverLocked) {
      return isOlder(directory, System.currentTimeMillis() - YOUNG.toMillis());
    } catch (IOException | OverlappingFileLockException someoneElses) {
      return false;
    }
  }

  private static boolean isOlder(Path directory, long epochMillis) {
    try {
      return Files.getLastModifiedTime(directory, LinkOption.NOFOLLOW_LINKS).toMillis()
          < epochMillis;
    } catch (IOException gone) {
      return false;
    }
  }

  private static FileAttribute<?>[] onlyOwner(Path parent) throws IOException {
    boolean posix = Files.getFileStore(parent).supportsFileAttributeView("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }
}
