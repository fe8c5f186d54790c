package io.threadleak.proving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProofDirectoryTest {

  @TempDir private Path parent;

  @Test
  void make_anyParent_isForTheOwnerAlone() throws IOException {
    try (ProofDirectory made = ProofDirectory.make(parent)) {
      assertThat(made.path().getFileName().toString())
          .startsWith("threadleak-proof-" + ProcessHandle.current().pid() + "-");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.path())))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void close_withFilesInIt_leavesNothing() throws IOException {
    ProofDirectory made = ProofDirectory.make(parent);
    Files.writeString(made.dump(), "secret");
    Files.writeString(made.complaints(), "noise");

    made.close();

    assertThat(children()).isEmpty();
  }

  @Test
  void make_leftoverOfAKilledProcess_removesIt() throws IOException {
    Path leftover = Files.createDirectory(parent.resolve("threadleak-proof-999999999-x"));
    Files.writeString(leftover.resolve("lock"), "");
    Files.writeString(leftover.resolve("heap.hprof"), "secret");

    ProofDirectory.make(parent).close();

    assertThat(children()).isEmpty();
  }

  @Test
  void make_leftoverOfAnEarlierProcessOfTheSameId_removesIt() throws IOException {
    Path leftover =
        Files.createDirectory(
            parent.resolve("threadleak-proof-" + ProcessHandle.current().pid() + "-x"));
    Files.setLastModifiedTime(leftover, FileTime.from(Instant.now().minusSeconds(1_000_000)));

    ProofDirectory.make(parent).close();

    assertThat(children()).isEmpty();
  }

  @Test
  void make_besideProofsUnderWay_leavesThemAlone() throws IOException {
    // Another class loader's in this JVM, and one just made, not locked yet, in another container.
    Path young = Files.createDirectory(parent.resolve("threadleak-proof-999999999-x"));
    try (ProofDirectory first = ProofDirectory.make(parent);
        ProofDirectory second = ProofDirectory.make(parent)) {
      assertThat(children()).containsExactlyInAnyOrder(young, first.path(), second.path());
    }
  }

  @Test
  void make_whatOnlyLooksAlike_isLeftAlone() throws IOException {
    Path file = Files.writeString(parent.resolve("threadleak-proof-1-x"), "a file");
    Path named = Files.createDirectory(parent.resolve("threadleak-proof-notes"));

    ProofDirectory.make(parent).close();

    assertThat(children()).containsExactlyInAnyOrder(file, named);
  }

  private Stream<Path> children() throws IOException {
    try (Stream<Path> files = Files.list(parent)) {
      return files.toList().stream();
    }
  }
}
