package com.acme.served;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** A task of Spring's that leaves a thread behind the first few times. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class Timetable {

  /** So often it leaves a thread behind. */
  private static final int LEAKS = 3;

  private final AtomicInteger runs = new AtomicInteger();

  /** Called every now and then. */
  @Scheduled(fixedDelay = 20)
  public void nightlyExport() {
    if (runs.incrementAndGet() <= LEAKS) {
      Left.behind();
    }
  }
}
