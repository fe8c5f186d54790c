package io.threadleak.evidence;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The bundles that are kept in a directory, whichever process wrote them: of what is beyond the
 * limits, the oldest are deleted first. Only folders whose names are those of bundles are looked
 * at, and no link is followed.
 */
final class EvidenceShelf {

  private static final Pattern NAME =
      Pattern.compile("threadleak-\\d{8}T\\d{6}Z-[a-z]+-\\d+(-\\d+)?(\\.part)?");

  /** No bundle takes so long: what is still in parts then was left by a process that died. */
  private static final Duration PART_AGE = Duration.ofMinutes(10);

  /** What a file takes at least. */
  private static final long BLOCK_BYTES = 4_096;

  private final Path directory;
  private final EvidenceLimits limits;

  private record Kept(Path path, long bytes, Instant written) {

    boolean isPart() {
      return path.toString().endsWith(EvidenceDirectory.PART);
    }
  }

  EvidenceShelf(Path directory, EvidenceLimits limits) {
    this.directory = directory;
    this.limits = limits;
  }

  /**
   * Deletes what a dead process has left in parts.
   *
   * @throws IOException if it cannot
   */
  void sweep(Instant now) throws IOException {
    for (Kept kept : list()) {
      if (kept.isPart() && Duration.between(kept.written(), now).compareTo(PART_AGE) > 0) {
        delete(kept.path());
      }
    }
  }

  /**
   * Deletes the oldest bundles of what is too many or too much.
   *
   * @return how many were deleted
   * @throws IOException if it cannot
   */
  int clear() throws IOException {
    List<Kept> kept = list();
    kept.removeIf(Kept::isPart);
    long bytes = kept.stream().mapToLong(Kept::bytes).sum();
    int deleted = 0;
    // The latest one stays, whatever the limits.
    while (kept.size() - deleted > 1
        && (kept.size() - deleted > limits.bundles() || bytes > limits.totalBytes())) {
      Kept oldest = kept.get(deleted);
      delete(oldest.path());
      bytes -= oldest.bytes();
      deleted++;
    }
    return deleted;
  }

  /** Deletes a folder and the files in it. */
  static void delete(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException deletedByAnother) {
      return;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    Files.deleteIfExists(folder);
  }

  /** Oldest first, as their names tell. */
  private List<Kept> list() throws IOException {
    List<Kept> kept = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(directory)) {
      for (Path folder : folders) {
        if (NAME.matcher(folder.getFileName().toString()).matches()) {
          add(folder, kept);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    kept.sort(Comparator.comparing(one -> one.path().getFileName().toString()));
    return kept;
  }

  private static void add(Path folder, List<Kept> kept) throws IOException {
    try {
      BasicFileAttributes found = attributes(folder);
      if (found.isDirectory()) {
        kept.add(new Kept(folder, bytes(folder), found.lastModifiedTime().toInstant()));
      }
    } catch (NoSuchFileException deletedByAnother) {
      return;
    }
  }

  private static long bytes(Path folder) throws IOException {
    long bytes = BLOCK_BYTES;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        bytes += Math.max(attributes(file).size(), BLOCK_BYTES);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return bytes;
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }
}
