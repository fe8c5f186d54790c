package io.threadleak.corpus.goker;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Phaser;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The consumer of events leaves when asked to stop; a producer still sends, and the stopper waits
 * for it.
 */
final class Cockroach1462 implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("produce"), Site.of("stop"));
  }

  @Override
  public int copies() {
    return 1_001;
  }

  @Override
  public void run(Stage stage) throws Exception {
    SynchronousQueue<String> events = stage.held(new SynchronousQueue<>());
    Phaser workers = stage.held(new Phaser(2));
    AtomicBoolean stopping = new AtomicBoolean();
    CountDownLatch left = new CountDownLatch(1);
    stage.start(() -> consume(events, stopping, left));
    stage.start(
        () -> {
          left.await();
          produce(events, workers);
        });
    stage.start(() -> stop(stopping, workers));
  }

  private static void consume(
      SynchronousQueue<String> events, AtomicBoolean stopping, CountDownLatch left)
      throws InterruptedException {
    while (!stopping.get()) {
      events.poll(1, TimeUnit.MILLISECONDS);
    }
    left.countDown();
  }

  private static void produce(SynchronousQueue<String> events, Phaser workers)
      throws InterruptedException {
    events.put("event");
    workers.arrive();
  }

  private static void stop(AtomicBoolean stopping, Phaser workers) {
    stopping.set(true);
    workers.arriveAndAwaitAdvance();
  }
}
