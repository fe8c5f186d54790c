package io.threadleak.demo;

/** An endpoint of the demo service, with its share of the load. */
enum DemoEndpoint {
  SHARED_POOL("/healthy/pool", 15, DemoSites.SHARED_POOL),
  THREAD_PER_REQUEST("/healthy/thread", 15, DemoSites.THREAD_PER_REQUEST),
  CONNECTION("/healthy/connection", 2, DemoSites.CONNECTION),
  FAN_OUT("/healthy/virtual", 10, DemoSites.FAN_OUT),
  EXECUTOR_PER_REQUEST("/leaky/executor", 3, DemoSites.EXECUTOR_PER_REQUEST),
  TIMER_PER_REQUEST("/leaky/timer", 3, DemoSites.TIMER_PER_REQUEST),
  LOST_REPLY("/leaky/reply", 3, DemoSites.LOST_REPLY),
  TIMED_OUT_LOOKUP("/leaky/virtual", 9, DemoSites.TIMED_OUT_LOOKUP);

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

  /** How many of each 60 requests go here, where this JVM can serve all endpoints. */
  int share() {
    return share;
  }

  /** Where its threads are started: one of {@link DemoSites}. */
  String site() {
    return site;
  }

  /** Whether this JVM can serve it: those with virtual threads need Java 21 or later. */
  boolean available() {
    return VirtualThreads.available() || !virtual();
  }

  /** Whether its threads are virtual ones. */
  boolean virtual() {
    return this == FAN_OUT || this == TIMED_OUT_LOOKUP;
  }

  boolean leaky() {
    return DemoSites.LEAKY.contains(site);
  }
}
