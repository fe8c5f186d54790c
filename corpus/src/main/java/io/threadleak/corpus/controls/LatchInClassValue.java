package io.threadleak.corpus.controls;

import io.threadleak.corpus.program.Expectation;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/** Awaits what the value of a class has, which no heap dump shows. */
final class LatchInClassValue implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("await"));
  }

  @Override
  public Expectation expectation() {
    return Expectation.CONTROL;
  }

  @Override
  public void run(Stage stage) throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    stage.start(() -> await(latch));
    Slot slot = VALUE.get(LatchInClassValue.class);
    slot.latches.add(latch);
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    latch.await();
  }

  private static final ClassValue<Slot> VALUE =
      new ClassValue<>() {
        @Override
        protected Slot computeValue(Class<?> type) {
          return new Slot();
        }
      };

  private static final class Slot {
    final Queue<CountDownLatch> latches = new ConcurrentLinkedQueue<>();
  }
}
