package io.threadleak.json;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** The files that a process has recorded of late, for who keeps them elsewhere. */
public final class RecentRecordings {

  private record Found(Path path, Instant written, long bytes) {}

  private RecentRecordings() {}

  /**
   * The files that a recorder of that process has written to since, oldest first.
   *
   * @param mostBytes that they may have together: of more, the latest
   * @throws IOException if the directory cannot be listed
   */
  public static List<Path> find(Path directory, long processId, Instant since, long mostBytes)
      throws IOException {
    List<Found> found = list(directory, processId);
    found.removeIf(file -> file.written().isBefore(since));
    found.sort(Comparator.comparing(Found::written).thenComparing(Found::path).reversed());
    List<Path> recent = new ArrayList<>();
    long bytes = 0;
    for (Found file : found) {
      bytes += file.bytes();
      if (bytes > mostBytes) {
        break;
      }
      recent.add(0, file.path());
    }
    return recent;
  }

  private static List<Found> list(Path directory, long processId) throws IOException {
    Pattern name =
        Pattern.compile("threadleak-\\d{8}T\\d{6}Z-" + processId + "(-\\d+)?\\.jsonl(\\.gz)?");
    List<Found> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        if (name.matcher(file.getFileName().toString()).matches()) {
          add(file, found);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return found;
  }

  private static void add(Path file, List<Found> found) throws IOException {
    try {
      BasicFileAttributes of =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (of.isRegularFile()) {
        found.add(new Found(file, of.lastModifiedTime().toInstant(), of.size()));
      }
    } catch (NoSuchFileException deletedByAnother) {
      return;
    }
  }
}
