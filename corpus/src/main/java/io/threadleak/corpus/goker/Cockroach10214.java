package io.threadleak.corpus.goker;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.ReentrantLock;

/** Two components call each other, each under its own lock. */
final class Cockroach10214 implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.owned("enqueue", 1), Site.owned("reportUnreachable", 1));
  }

  @Override
  public int copies() {
    return 1_000;
  }

  @Override
  public void run(Stage stage) throws Exception {
    CyclicBarrier both = new CyclicBarrier(2);
    Coalescer coalescer = new Coalescer(stage.held(new ReentrantLock()), both);
    Replica replica = new Replica(stage.held(new ReentrantLock()), both);
    stage.start(() -> coalescer.sendHeartbeats(replica));
    stage.start(() -> replica.tick(coalescer));
  }

  private record Coalescer(ReentrantLock lock, CyclicBarrier both) {

    void sendHeartbeats(Replica replica) throws Exception {
      lock.lock();
      both.await();
      replica.reportUnreachable();
    }

    void enqueue() {
      lock.lock();
    }
  }

  private record Replica(ReentrantLock lock, CyclicBarrier both) {

    void tick(Coalescer coalescer) throws Exception {
      lock.lock();
      both.await();
      coalescer.enqueue();
    }

    void reportUnreachable() {
      lock.lock();
    }
  }
}
