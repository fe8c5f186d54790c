package com.acme.host;

/** An application one of whose threads ends by an exception, once there is an agent. */
public final class FailingHost {

  private FailingHost() {}

  /** Serves until its standard input ends; a line there has the thread fail. */
  public static void main(String[] arguments) throws Exception {
    Thread thread =
        new Thread(
            () -> {
              while (System.getProperty("threadleak.url") == null) {
                Thread.onSpinWait();
              }
              throw new IllegalStateException("secret of a customer");
            },
            "payment");
    thread.start();
    Hosting.serve();
  }
}
