package io.threadleak.agent.throughput;

import java.util.OptionalLong;

/** A count of completed work that may or may not be there in the host. */
interface WorkSource {

  /** Units completed since some fixed beginning; empty where there is no such count. */
  OptionalLong completed();

  /** What is counted, in a few words. */
  String source();

  /** What a unit is called, in the plural. */
  default String units() {
    return "requests";
  }
}
