package io.threadleak.corpus.beyond;

import io.threadleak.corpus.program.Expectation;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Puts into a queue that a static map keeps: anybody might look it up and take, and nobody does.
 */
final class RegistryNeverCleaned implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("send"));
  }

  @Override
  public int copies() {
    return 1_000;
  }

  @Override
  public Expectation expectation() {
    return Expectation.BEYOND;
  }

  private static final ConcurrentMap<Long, SynchronousQueue<String>> REGISTRY =
      new ConcurrentHashMap<>();
  private static final AtomicLong NEXT = new AtomicLong();

  @Override
  public void run(Stage stage) {
    SynchronousQueue<String> queue = new SynchronousQueue<>();
    REGISTRY.put(NEXT.incrementAndGet(), queue);
    stage.start(() -> send(queue));
  }

  private static void send(SynchronousQueue<String> queue) throws InterruptedException {
    queue.put("for nobody");
  }
}
