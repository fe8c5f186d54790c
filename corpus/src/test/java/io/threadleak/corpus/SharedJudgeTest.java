package io.threadleak.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadleak.model.ProofException;
import io.threadleak.model.ProofException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Those who ask at once share what was begun after they asked. */
final class SharedJudgeTest {

  private static final int ASKING = 50;

  private final AtomicInteger begun = new AtomicInteger();

  @Test
  void judge_askedByManyAtOnce_isMadeTwiceAtMost() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(ASKING);
    SharedJudge judge =
        new SharedJudge(
            since -> {
              first.countDown();
              asked.await();
              return numbered();
            });
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      Future<Judgement> early = threads.submit(() -> judge.judge(Instant.now()));
      first.await();
      List<Future<Judgement>> late = new ArrayList<>();
      for (int i = 0; i < ASKING; i++) {
        late.add(
            threads.submit(
                () -> {
                  Instant now = Instant.now();
                  asked.countDown();
                  return judge.judge(now);
                }));
      }
      assertThat(early.get(30, TimeUnit.SECONDS).threads()).isEqualTo(1);
      for (Future<Judgement> one : late) {
        assertThat(one.get(30, TimeUnit.SECONDS).threads()).isEqualTo(2);
      }
      assertThat(judge.made()).hasSize(2);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void judge_askedLater_isAskedAnew() throws Exception {
    SharedJudge judge = new SharedJudge(since -> numbered());
    judge.judge(Instant.now());
    assertThat(judge.judge(Instant.now().plus(Duration.ofHours(1))).threads()).isEqualTo(2);
  }

  @Test
  void judge_withoutAJudgement_saysSoAndMayBeAskedAgain() throws Exception {
    SharedJudge judge =
        new SharedJudge(
            since -> {
              if (begun.get() == 0) {
                begun.incrementAndGet();
                throw new ProofException(Reason.FAILED, "no judgement");
              }
              return numbered();
            });
    Instant since = Instant.now();
    assertThatThrownBy(() -> judge.judge(since)).hasMessage("no judgement");
    assertThat(judge.made()).isEmpty();
    assertThat(judge.judge(since).threads()).isEqualTo(2);
  }

  private Judgement numbered() {
    return new Judgement(List.of(), begun.incrementAndGet(), 0, 0, 0, null, List.of(), List.of());
  }
}
