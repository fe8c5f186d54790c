package io.threadleak.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.attribution.ThreadIds;
import io.threadleak.model.ProofTier;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

final class OutcomeTest {

  private static final String GROUP = "group of the test";

  @Test
  void look_threadThatWaits_countsInItsGroup() {
    CountDownLatch end = new CountDownLatch(1);
    Thread waiting = new Thread(new ThreadGroup(GROUP), () -> awaitUnchecked(end));
    waiting.start();
    try {
      Awaitility.await().until(() -> Look.take(List.of()).waiting(GROUP) == 1);
      Look look = Look.take(List.of());
      assertThat(look.threads(GROUP)).isOne();
      assertThat(look.waitingCallers(GROUP)).isZero();
      assertThat(look.rooms()).containsEntry(ThreadIds.of(waiting), GROUP);
    } finally {
      end.countDown();
    }
  }

  @Test
  void outcome_nothingFalseAndLeaksFound_passes() {
    assertThat(outcome(used("system"), List.of(), 0).passed()).isTrue();
  }

  @Test
  void outcome_threadFalselyProved_fails() {
    Outcome outcome = outcome(used("system"), List.of("a thread of Tomcat"), 0);
    assertThat(outcome.passed()).isFalse();
    assertThat(outcome.toString()).contains("- Falsely proved: a thread of Tomcat");
  }

  @Test
  void outcome_leakMissed_fails() {
    Outcome outcome = outcome(used("system"), List.of(), 1);
    assertThat(outcome.passed()).isFalse();
    assertThat(outcome.toString()).contains("proved 2 times of 3");
  }

  @Test
  void outcome_libraryWithoutCandidates_fails() {
    assertThat(outcome(used("nobody's group"), List.of(), 0).passed()).isFalse();
  }

  @Test
  void outcome_libraryThatWasNotUsed_fails() {
    Row unused = new Row("system");
    unused.seen(Look.take(List.of()), true);
    assertThat(unused.candidates()).isPositive();
    assertThat(outcome(unused, List.of(), 0).passed()).isFalse();
  }

  @Test
  void row_threadsFound_countByTier() {
    Row row = used("system");
    row.add(ProofTier.STUCK);
    row.add(ProofTier.STUCK);
    row.add(ProofTier.PROBABLE);
    assertThat(row.toString()).startsWith("| system | 7 |").endsWith("| 0 | 2 | 1 |");
  }

  /** The JVM's own group has threads that wait at any time. */
  private static Row used(String group) {
    Row row = new Row(group);
    row.seen(Look.take(List.of()), true);
    row.used(7);
    return row;
  }

  private static Outcome outcome(Row row, List<String> falselyProved, int missed) {
    return new Outcome(List.of(row), falselyProved, missed, 3, List.of(), Set.of(), 1);
  }

  private static void awaitUnchecked(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}
