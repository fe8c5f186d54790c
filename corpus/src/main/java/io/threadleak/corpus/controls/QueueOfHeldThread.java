package io.threadleak.corpus.controls;

import io.threadleak.corpus.program.Expectation;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A worker that a static list holds, with its queue in a field of the thread. */
final class QueueOfHeldThread implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("take"));
  }

  @Override
  public Expectation expectation() {
    return Expectation.CONTROL;
  }

  private static final Queue<Worker> WORKERS = new ConcurrentLinkedQueue<>();

  @Override
  public void run(Stage stage) {
    Worker worker = new Worker();
    WORKERS.add(worker);
    worker.start();
  }

  private static final class Worker extends Thread {
    private final LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>();

    Worker() {
      super("corpus queue");
      setDaemon(true);
    }

    @Override
    public void run() {
      take();
    }

    private void take() {
      try {
        queue.take();
      } catch (InterruptedException ended) {
        interrupt();
      }
    }
  }
}
