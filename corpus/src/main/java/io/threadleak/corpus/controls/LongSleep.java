package io.threadleak.corpus.controls;

import java.util.concurrent.TimeUnit;

/** The sleep of threads that will do something afterwards. */
final class LongSleep {

  private LongSleep() {}

  /** An hour. */
  static void sleep() throws InterruptedException {
    TimeUnit.HOURS.sleep(1);
  }
}
