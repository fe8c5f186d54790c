package io.threadleak.reliability.fault;

import java.util.List;
import java.util.stream.Stream;

/** All faults, in the order of the table. */
public final class Faults {

  private Faults() {}

  /** All there are. */
  public static List<Fault> all() {
    return Stream.of(
            CodeFaults.all(),
            DiskFaults.all(),
            EvidenceFaults.all(),
            ClockFaults.all(),
            JfrFaults.all(),
            NeighbourFaults.all(),
            ClassFaults.all(),
            ServerFaults.all(),
            EndFaults.all())
        .flatMap(List::stream)
        .toList();
  }
}
