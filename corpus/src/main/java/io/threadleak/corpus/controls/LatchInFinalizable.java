package io.threadleak.corpus.controls;

import io.threadleak.corpus.program.Expectation;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/** Awaits what the finalizer of an object would count down, which a static field keeps. */
final class LatchInFinalizable implements Program {
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
    KEPT.add(new Finalizable(latch));
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    latch.await();
  }

  private static final Queue<Finalizable> KEPT = new ConcurrentLinkedQueue<>();

  private static final class Finalizable {
    private final CountDownLatch latch;

    Finalizable(CountDownLatch latch) {
      this.latch = latch;
    }

    @Override
    @SuppressWarnings({"deprecation", "removal", "Finalize", "Finalizer"}) // what this is about
    protected void finalize() {
      latch.countDown();
    }
  }
}
