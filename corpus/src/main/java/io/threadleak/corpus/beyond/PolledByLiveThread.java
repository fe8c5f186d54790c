package io.threadleak.corpus.beyond;

import io.threadleak.corpus.program.Expectation;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Puts into queues that a watching thread lists, and never takes from. */
final class PolledByLiveThread implements Program {
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

  private static final SynchronousQueue<SynchronousQueue<String>> WATCHED =
      new SynchronousQueue<>();
  private static final AtomicBoolean WATCHING = new AtomicBoolean();

  @Override
  public void run(Stage stage) throws Exception {
    if (WATCHING.compareAndSet(false, true)) {
      stage.startPlatform(PolledByLiveThread::watch);
    }
    SynchronousQueue<String> queue = new SynchronousQueue<>();
    WATCHED.put(queue);
    stage.start(() -> send(queue));
  }

  private static void watch() throws InterruptedException {
    List<SynchronousQueue<String>> queues = new ArrayList<>();
    long waiting = 0;
    while (waiting >= 0) {
      SynchronousQueue<String> queue = WATCHED.poll(1, TimeUnit.MINUTES);
      if (queue != null) {
        queues.add(queue);
      }
      waiting = queues.stream().filter(watched -> watched.remainingCapacity() == 0).count();
    }
  }

  private static void send(SynchronousQueue<String> queue) throws InterruptedException {
    queue.put("for nobody");
  }
}
