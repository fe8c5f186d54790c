package io.threadleak.corpus.goker;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;

/**
 * A breaker with one token: two requests, each under a lock that only the caller of both lets go,
 * in the wrong order.
 */
final class Serving2137 implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("runFirst"), Site.of("runSecond"), Site.of("unlockBoth"));
  }

  @Override
  public int copies() {
    return 1_000;
  }

  @Override
  public void run(Stage stage) throws Exception {
    ArrayBlockingQueue<String> token = stage.held(new ArrayBlockingQueue<>(1));
    SynchronousQueue<String> first = stage.held(new SynchronousQueue<>());
    SynchronousQueue<String> second = stage.held(new SynchronousQueue<>());
    CountDownLatch taken = new CountDownLatch(1);
    stage.start(() -> runFirst(token, first, taken));
    stage.start(
        () -> {
          taken.await();
          runSecond(token, second);
        });
    stage.start(() -> unlockBoth(first, second));
  }

  private static void runFirst(
      ArrayBlockingQueue<String> token, SynchronousQueue<String> unlocked, CountDownLatch taken)
      throws InterruptedException {
    token.put("token");
    taken.countDown();
    unlocked.take();
    token.take();
  }

  private static void runSecond(ArrayBlockingQueue<String> token, SynchronousQueue<String> unlocked)
      throws InterruptedException {
    token.put("token");
    unlocked.take();
  }

  private static void unlockBoth(SynchronousQueue<String> first, SynchronousQueue<String> second)
      throws InterruptedException {
    second.put("unlocked");
    first.put("unlocked");
  }
}
