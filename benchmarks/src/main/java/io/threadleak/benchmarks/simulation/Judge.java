package io.threadleak.benchmarks.simulation;

import java.util.List;

/** Something that says which sites of a recording leak. Thread-safe. */
interface Judge {

  /** As tables name it. */
  String name();

  /** What it says of every site, in the recording's order. */
  List<JudgedSite> judge(Recording recording);
}
