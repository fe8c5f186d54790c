package io.threadleak.demo;

import java.util.Arrays;
import java.util.List;

/** The endpoints that this JVM can serve. */
final class AvailableEndpoints {

  private AvailableEndpoints() {}

  /** In their order. */
  static List<DemoEndpoint> list() {
    return Arrays.stream(DemoEndpoint.values()).filter(DemoEndpoint::available).toList();
  }
}
