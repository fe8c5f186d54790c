package io.threadleak.proving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadleak.model.ProofException;
import io.threadleak.model.ProofException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AdmissionTest {

  private static final long MB = 1L << 20;
  private static final long PLENTY = 1L << 40;

  @TempDir private Path directory;

  @Test
  void admit_smallHeap_grantsMemoryByItsSize() throws ProofException {
    long little = admission(17, 100 * MB, PLENTY).admit(false, 50, 0);
    long more = admission(17, 200 * MB, PLENTY).admit(false, 50, 0);

    assertThat(little).isBetween(100 * MB, 200 * MB);
    assertThat(more - little).isEqualTo(36 * MB);
  }

  @Test
  void admit_virtualThreads_grantsMemoryByTheirNumberAndTwiceThatAtMost() throws ProofException {
    long none = admission(25, 100 * MB, PLENTY).admit(true, 50, 0);
    long many = admission(25, 100 * MB, PLENTY).admit(true, 50, 100_000);
    long tight = admission(25, 100 * MB, 400 * MB).admit(true, 50, 100_000);

    assertThat(many - none).isEqualTo(2 * 100_000 * 1_536);
    assertThat(none).isEqualTo(2 * admission(25, 100 * MB, PLENTY).admit(false, 50, 0));
    assertThat(tight).isEqualTo(336 * MB);
    assertThatThrownBy(() -> admission(25, 100 * MB, 300 * MB).admit(true, 50, 100_000))
        .hasMessageContaining("and 300 MB are left here");
  }

  @Test
  void admit_heapAboveTheKnob_isRefusedWithTheKnob() {
    assertThatThrownBy(() -> admission(17, 5_000 * MB, PLENTY).admit(false, 50, 0))
        .isInstanceOf(ProofException.class)
        .hasMessageContaining("5000 MB of the heap are in use")
        .hasMessageContaining("proofMaxHeap=4096MB")
        .extracting(refusal -> ((ProofException) refusal).reason())
        .isEqualTo(Reason.REFUSED);
  }

  @Test
  void admit_virtualThreadsOnJava21_isRefused() throws ProofException {
    assertThatThrownBy(() -> admission(21, MB, PLENTY).admit(true, 50, 0))
        .hasMessageContaining("Java 21")
        .hasMessageContaining("Java 22 or later");
    assertThat(admission(21, MB, PLENTY).admit(false, 50, 0)).isPositive();
    assertThat(admission(25, MB, PLENTY).admit(true, 50, 0)).isPositive();
  }

  @Test
  void admit_littleMemoryLeft_isRefused() {
    assertThatThrownBy(() -> admission(17, 100 * MB, 150 * MB).admit(false, 50, 0))
        .hasMessageContaining("196 MB of memory, and 150 MB are left");
  }

  @Test
  void admit_moreHeapThanDisk_isRefusedWithTheKnob() throws Exception {
    long free = Files.getFileStore(directory).getUsableSpace();
    ProofLimits limits = new ProofLimits(directory, Long.MAX_VALUE, Duration.ofMinutes(1));
    Admission fits = new Admission(limits, 17, free / 2, Long.MAX_VALUE);
    // Since 22 parts of the dump and the whole of it are there at a time.
    Admission doesNot = new Admission(limits, 22, free / 2, Long.MAX_VALUE);

    assertThat(fits.admit(false, 1, 0)).isPositive();
    assertThatThrownBy(() -> doesNot.admit(false, 1, 0)).hasMessageContaining("set proofDirectory");
  }

  @Test
  void admit_noSuchDirectory_isRefusedWithTheKnob() {
    ProofLimits limits = new ProofLimits(directory.resolve("none"), PLENTY, Duration.ofMinutes(1));

    assertThatThrownBy(() -> new Admission(limits, 17, MB, PLENTY).admit(false, 1, 0))
        .hasMessageContaining("none")
        .hasMessageContaining("set proofDirectory");
  }

  private Admission admission(int jdk, long usedHeap, long memory) {
    ProofLimits limits =
        new ProofLimits(directory, ProofLimits.DEFAULT_MAX_HEAP_BYTES, Duration.ofMinutes(1));
    return new Admission(limits, jdk, usedHeap, memory);
  }
}
