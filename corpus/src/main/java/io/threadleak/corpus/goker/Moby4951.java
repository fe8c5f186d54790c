package io.threadleak.corpus.goker;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import io.threadleak.corpus.program.Wait;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;

/** Gives a lock back and takes it again, under another lock: two who do so lock each other out. */
final class Moby4951 implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.owned("deactivate", 2));
  }

  @Override
  public void run(Stage stage) throws Exception {
    ReentrantLock devices = stage.held(new ReentrantLock());
    ReentrantLock device = stage.held(new ReentrantLock());
    CountDownLatch given = new CountDownLatch(1);
    stage.start(() -> deactivate(devices, device, given));
    stage.start(
        () -> {
          given.await();
          deactivate(devices, device, given);
        });
  }

  private static void deactivate(
      ReentrantLock devices, ReentrantLock device, CountDownLatch given) {
    devices.lock();
    device.lock();
    devices.unlock();
    given.countDown();
    Wait.until(devices::isLocked);
    devices.lock();
  }
}
