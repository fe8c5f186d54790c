package com.acme.misuse;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executors;

/**
 * A cache of Caffeine's with a scheduler of its own for each request. The scheduler's thread is
 * started by a worker of the common pool, which does the maintenance of all caches.
 */
final class CaffeinePerRequest implements Misuse {

  @Override
  public void first(URI backend) {
    Scheduler scheduler =
        Scheduler.forScheduledExecutorService(Executors.newSingleThreadScheduledExecutor());
    Cache<String, String> cache =
        Caffeine.newBuilder().expireAfterWrite(Duration.ofHours(1)).scheduler(scheduler).build();
    Kept.keep(cache).put("order", "first");
  }

  @Override
  public void second(URI backend) {
    Scheduler scheduler =
        Scheduler.forScheduledExecutorService(Executors.newSingleThreadScheduledExecutor());
    Cache<String, String> cache =
        Caffeine.newBuilder().expireAfterWrite(Duration.ofHours(1)).scheduler(scheduler).build();
    Kept.keep(cache).put("order", "second");
  }
}
