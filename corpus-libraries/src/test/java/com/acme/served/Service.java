package com.acme.served;

import java.util.concurrent.locks.LockSupport;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * A service whose libraries call its code for this and that, tells where the agent answers, and
 * waits for the end of its input.
 */
final class Service {

  private Service() {}

  /** Runs it. */
  public static void main(String[] arguments) throws Exception {
    Calls.serve();
    new AnnotationConfigApplicationContext(Timetable.class, Messages.class).registerShutdownHook();
    System.out.println("served");
    while (System.getProperty("threadleak.url") == null) {
      LockSupport.parkNanos(20_000_000);
    }
    System.out.println("agent " + System.getProperty("threadleak.url"));
    while (System.in.read() >= 0) {
      Thread.onSpinWait();
    }
    Runtime.getRuntime().halt(0);
  }
}
