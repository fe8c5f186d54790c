package io.threadleak.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class EndpointTableTest {

  private final EndpointTable table = new EndpointTable();

  @Test
  void entryOf_sameScopeAgain_isTheSameEntryAtItsIndex() {
    EndpointEntry entry = table.entryOf("GET /orders");
    assertThat(table.entryOf("GET /orders")).isSameAs(entry);
    assertThat(table.at(entry.index())).isSameAs(entry);
    assertThat(table.entries()).containsExactly(table.other(), entry);
  }

  @Test
  void entryOf_namedLikeTheRest_isTheRest() {
    assertThat(table.entryOf("other")).isSameAs(table.other());
  }

  @Test
  void entryOf_full_foldsTheRestAndCountsEachOnce() {
    for (int i = 0; i < EndpointTable.CAPACITY; i++) {
      assertThat(table.entryOf("GET /" + i)).isNotSameAs(table.other());
    }
    assertThat(table.entryOf("one more")).isSameAs(table.other());
    assertThat(table.entryOf("one more")).isSameAs(table.other());
    assertThat(table.folded()).isEqualTo(1);
  }

  @Test
  void entryOfServed_scopesWithoutThreads_leaveHalfOfTheTable() {
    for (int i = 0; i < EndpointTable.CAPACITY; i++) {
      table.entryOfServed("GET /" + i);
    }
    assertThat(table.entries()).hasSize(EndpointTable.CAPACITY / 2 + 1);
    assertThat(table.folded()).isEqualTo(EndpointTable.CAPACITY / 2);

    EndpointEntry leaks = table.entryOf("GET /" + (EndpointTable.CAPACITY - 1));
    assertThat(leaks).isNotSameAs(table.other());
    assertThat(table.folded()).isEqualTo(EndpointTable.CAPACITY / 2 - 1);
  }

  @Test
  void entryOf_longNamesThatAreCutAlike_areOne() {
    String name = "x".repeat(300);
    assertThat(table.entryOf(name + "1")).isSameAs(table.entryOf(name + "2"));
    assertThat(table.folded()).isZero();
  }
}
