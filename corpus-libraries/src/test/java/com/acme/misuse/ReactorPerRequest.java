package com.acme.misuse;

import java.net.URI;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** A scheduler of Reactor's for each request; its thread is started by one that all share. */
final class ReactorPerRequest implements Misuse {

  @Override
  public void first(URI backend) {
    Scheduler scheduler = Kept.keep(Schedulers.newSingle("orders"));
    Mono.delay(Duration.ofMillis(5)).publishOn(scheduler).block();
  }

  @Override
  public void second(URI backend) {
    Scheduler scheduler = Kept.keep(Schedulers.newBoundedElastic(2, 10, "mails"));
    Mono.delay(Duration.ofMillis(5)).publishOn(scheduler).block();
  }
}
