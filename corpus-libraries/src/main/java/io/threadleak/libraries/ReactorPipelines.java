package io.threadleak.libraries;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Reactor: pipelines over its three pools, which block for their outcome. */
final class ReactorPipelines implements Library {

  private static final int ITEMS = 6;

  private final Backend backend;

  ReactorPipelines(Backend backend) {
    this.backend = backend;
  }

  @Override
  public void use() {
    Flux.range(0, ITEMS)
        .flatMap(
            item ->
                Mono.fromCallable(backend::ask)
                    .subscribeOn(Schedulers.boundedElastic())
                    .publishOn(Schedulers.parallel())
                    .flatMap(answer -> Mono.fromFuture(backend.askLater()))
                    .publishOn(Schedulers.single()))
        .blockLast();
  }

  @Override
  public void end() {
    Schedulers.shutdownNow();
  }
}
