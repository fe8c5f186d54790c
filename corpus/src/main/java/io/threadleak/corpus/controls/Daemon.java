package io.threadleak.corpus.controls;

/** A daemon thread. */
final class Daemon extends Thread {

  Daemon(Runnable task) {
    super(task, "corpus daemon");
    setDaemon(true);
  }
}
