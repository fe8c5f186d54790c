package io.threadleak.demo;

/** An endpoint of the demo service, with its share of the load. */
enum DemoEndpoint {
  SHARED_POOL("/healthy/pool", 34, DemoSites.SHARED_POOL),
  THREAD_PER_REQUEST("/healthy/thread", 15, DemoSites.THREAD_PER_REQUEST),
  CONNECTION("/healthy/connection", 2, DemoSites.CONNECTION),
  EXECUTOR_PER_REQUEST("/leaky/executor", 3, DemoSites.EXECUTOR_PER_REQUEST),
  TIMER_PER_REQUEST("/leaky/timer", 3, DemoSites.TIMER_PER_REQUEST),
  LOST_REPLY("/leaky/reply", 3, DemoSites.LOST_REPLY);

  private final String path;
  private final int share;
  private final String site;

  DemoEndpoint(String path, int share, String site) {
    this.path = path;
    this.share = share;
    this.site = site;
  }

  String path() {
    return path;
  }

  /** How many of each 60 requests go here. */
  int share() {
    return share;
  }

  /** Where its threads are started: one of {@link DemoSites}. */
  String site() {
    return site;
  }

  boolean leaky() {
    return DemoSites.LEAKY.contains(site);
  }
}
