package io.threadleak.benchmarks.proof;

import java.io.IOException;
import java.nio.file.Path;

/** The readers of heap dumps that are compared. */
enum Reader {
  /** All that the process of a proof does with a dump. */
  PROOF("threadleak: reading, reachability, tiers") {
    @Override
    Visit visit(Path dump) throws IOException, InterruptedException {
      return ThreadleakReader.proof(dump);
    }
  },
  /** The job that the other readers do. */
  THREADLEAK("threadleak: each reference once") {
    @Override
    Visit visit(Path dump) throws IOException, InterruptedException {
      return ThreadleakReader.references(dump);
    }
  },
  SHARK("LeakCanary's shark-graph: each reference once") {
    @Override
    Visit visit(Path dump) {
      return SharkReader.visit(dump);
    }
  },
  HPROF_HEAP("gridkit's hprof-heap: each reference once") {
    @Override
    Visit visit(Path dump) throws IOException {
      return HprofHeapReader.visit(dump);
    }
  };

  private final String label;

  Reader(String label) {
    this.label = label;
  }

  /** The name in tables. */
  String label() {
    return label;
  }

  /** Whether it is threadleak's. */
  boolean isOurs() {
    return this == PROOF || this == THREADLEAK;
  }

  /** Reads a dump and visits every reference in it once. */
  abstract Visit visit(Path dump) throws IOException, InterruptedException;
}
