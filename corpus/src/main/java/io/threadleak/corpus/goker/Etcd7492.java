package io.threadleak.corpus.goker;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import io.threadleak.corpus.program.Wait;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sends to the keeper of tokens under a lock that the keeper wants at its next tick, and a third
 * waits for both.
 */
final class Etcd7492 implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("assign"), Site.of("tick"), Site.of("awaitAll"));
  }

  @Override
  public int copies() {
    return 100;
  }

  @Override
  public void run(Stage stage) throws Exception {
    ReentrantLock tokens = stage.held(new ReentrantLock());
    SynchronousQueue<String> added = stage.held(new SynchronousQueue<>());
    CountDownLatch done = stage.held(new CountDownLatch(1));
    stage.start(() -> assign(tokens, added));
    stage.start(() -> tick(tokens, added, done));
    stage.start(() -> awaitAll(done));
  }

  private static void assign(ReentrantLock tokens, SynchronousQueue<String> added)
      throws InterruptedException {
    tokens.lock();
    try {
      added.put("token");
    } finally {
      tokens.unlock();
    }
  }

  private static void tick(
      ReentrantLock tokens, SynchronousQueue<String> added, CountDownLatch done)
      throws InterruptedException {
    Wait.until(tokens::isLocked);
    tokens.lock();
    tokens.unlock();
    added.take();
    done.countDown();
  }

  private static void awaitAll(CountDownLatch done) throws InterruptedException {
    done.await();
  }
}
