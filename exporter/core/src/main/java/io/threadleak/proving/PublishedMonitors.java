package io.threadleak.proving;

import org.jspecify.annotations.Nullable;

/**
 * Where a dump finds which thread waits for which monitor: it records neither the monitors that
 * compiled frames wait for nor who owns one.
 */
final class PublishedMonitors {

  /** Pairs of a thread and a monitor it may wait for; null but while a proof is being made. */
  static volatile Object @Nullable [] monitors;

  private PublishedMonitors() {}
}
