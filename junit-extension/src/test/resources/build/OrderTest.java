package com.acme;

import org.junit.jupiter.api.Test;

/** A test that leaks, of a project that has no annotation of threadleak. */
final class OrderTest {

  @Test
  void order_withoutReply_isCancelled() {
    Thread reader = new Thread(OrderTest::awaitReply, "reply-reader");
    reader.setDaemon(true);
    reader.start();
  }

  private static void awaitReply() {
    try {
      Thread.sleep(600_000);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }
}
