package com.acme.shop;

import java.util.concurrent.CountDownLatch;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Leaves a thread behind with each order; other requests leave none. */
@RestController
public class OrderController {

  @GetMapping("/orders/{id}")
  public String order(@PathVariable("id") String id) {
    CountDownLatch reply = new CountDownLatch(1);
    Thread waiting = new Thread(() -> await(reply), "order-" + id);
    waiting.setDaemon(true);
    waiting.start();
    return "order " + id + " by a thread that is virtual: " + isVirtual();
  }

  @GetMapping("/hello")
  public String hello() {
    return "hello";
  }

  private static void await(CountDownLatch reply) {
    try {
      reply.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Compiled for Java 17, which has none. */
  private static boolean isVirtual() {
    return Thread.currentThread().getClass().getName().contains("VirtualThread");
  }
}
