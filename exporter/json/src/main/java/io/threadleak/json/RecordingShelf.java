package io.threadleak.json;

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
 * The recordings that are kept in a directory, whichever process wrote them: of what is beyond the
 * limits, those written to longest ago are deleted first. Only regular files whose names are those
 * of recordings are looked at.
 */
final class RecordingShelf {

  private static final Pattern NAME =
      Pattern.compile("threadleak-\\d{8}T\\d{6}Z-\\d+(-\\d+)?\\.jsonl(\\.gz(\\.part)?)?");

  /** No compressing takes so long: what is still in parts then was left by a process that died. */
  private static final Duration PART_AGE = Duration.ofHours(1);

  /** What a file takes at least, so that the number of files is bounded as well. */
  private static final long BLOCK_BYTES = 4_096;

  private final Path directory;
  private final RecorderLimits limits;

  private record Kept(Path path, long bytes, Instant written) {}

  RecordingShelf(Path directory, RecorderLimits limits) {
    this.directory = directory;
    this.limits = limits;
  }

  /**
   * Deletes what is too old and what is too much.
   *
   * @throws IOException the first failure to list or delete; all that can be is deleted all the
   *     same
   */
  void clear(Instant now) throws IOException {
    List<Kept> kept = list();
    long bytes = kept.stream().mapToLong(Kept::bytes).sum();
    Failures failures = new Failures();
    for (Kept file : kept) {
      if (bytes > limits.keptBytes() || isTooOld(file, now)) {
        bytes -= failures.delete(file) ? file.bytes() : 0;
      }
    }
    failures.rethrow();
  }

  private boolean isTooOld(Kept file, Instant now) {
    boolean part = file.path().toString().endsWith(RecordingDirectory.PART);
    Duration age = Duration.between(file.written(), now);
    return age.compareTo(part ? PART_AGE : limits.age()) > 0;
  }

  /** Oldest first. */
  private List<Kept> list() throws IOException {
    List<Kept> kept = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        if (NAME.matcher(file.getFileName().toString()).matches()) {
          add(file, kept);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    kept.sort(Comparator.comparing(Kept::written).thenComparing(Kept::path));
    return kept;
  }

  private static void add(Path file, List<Kept> kept) throws IOException {
    try {
      BasicFileAttributes found =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (found.isRegularFile()) {
        kept.add(
            new Kept(
                file, Math.max(found.size(), BLOCK_BYTES), found.lastModifiedTime().toInstant()));
      }
    } catch (NoSuchFileException deletedByAnother) {
      return;
    }
  }

  /** What could not be deleted: the first one is told, the rest goes on. */
  private static final class Failures {

    private final List<IOException> met = new ArrayList<>();

    boolean delete(Kept file) {
      try {
        Files.deleteIfExists(file.path());
        return true;
      } catch (IOException e) {
        met.add(e);
        return false;
      }
    }

    void rethrow() throws IOException {
      if (!met.isEmpty()) {
        throw met.get(0);
      }
    }
  }
}
