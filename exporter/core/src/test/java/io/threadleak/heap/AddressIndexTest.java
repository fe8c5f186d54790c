package io.threadleak.heap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AddressIndexTest {

  /** From one place in two to one in a million, near each other and over the whole space. */
  @ParameterizedTest
  @CsvSource({"2, 5000000", "20, 5000000", "300, 50000000", "1000000, 1125899906842624"})
  void find_anyAddress_isItsRankOrNone(long apart, long span) {
    Random random = new Random(apart);
    TreeSet<Long> expected = new TreeSet<>();
    AddressIndex index = new AddressIndex();
    long base = 0x7F00_0000_0000L;
    for (int i = 0; i < Math.min(100_000, span / 8 / apart * 2); i++) {
      long address = base + ((long) (random.nextDouble() * span) & ~7L);
      expected.add(address);
      index.add(address);
    }
    assertThat(index.seal()).isEqualTo(expected.size());
    int rank = 0;
    for (long address : expected) {
      assertThat(index.find(address)).isEqualTo(rank++);
      assertThat(index.find(address + 4)).isEqualTo(HeapGraph.NONE);
      if (!expected.contains(address + 8)) {
        assertThat(index.find(address + 8)).isEqualTo(HeapGraph.NONE);
      }
    }
    assertThat(index.find(0)).isEqualTo(HeapGraph.NONE);
    assertThat(index.find(-8)).isEqualTo(HeapGraph.NONE);
    assertThat(index.find(base - 8)).isEqualTo(HeapGraph.NONE);
  }

  @Test
  void find_addressesBeyondTheSign_areNumberedAsUnsigned() {
    AddressIndex index = new AddressIndex();
    index.add(-16);
    index.add(8);
    index.add(Long.MIN_VALUE);
    assertThat(index.seal()).isEqualTo(3);
    assertThat(index.find(8)).isZero();
    assertThat(index.find(Long.MIN_VALUE)).isOne();
    assertThat(index.find(-16)).isEqualTo(2);
  }

  @Test
  void find_emptyIndex_isNone() {
    AddressIndex index = new AddressIndex();
    assertThat(index.seal()).isZero();
    assertThat(index.find(8)).isEqualTo(HeapGraph.NONE);
  }
}
