package io.threadleak.benchmarks.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A way to look at the heap of a running JVM. */
enum Look {
  /** Threadleak's, asked for over HTTP. */
  PROOF("proof") {
    @Override
    void at(LoadedHeap heap) throws IOException, InterruptedException, RefusedLookException {
      prove(heap, "dump", heap.leaked());
    }
  },
  /** The JDK's dump of live objects. */
  HEAP_DUMP("`jcmd GC.heap_dump`") {
    @Override
    void at(LoadedHeap heap) throws IOException, InterruptedException {
      Files.deleteIfExists(heap.dump());
      Jcmd.run(heap.jvm().handle(), "GC.heap_dump", heap.dump().toString());
    }
  },
  /** The JDK's count of live objects by class. */
  CLASS_HISTOGRAM("`jcmd GC.class_histogram`") {
    @Override
    void at(LoadedHeap heap) throws IOException, InterruptedException {
      Jcmd.run(heap.jvm().handle(), "GC.class_histogram");
    }
  },
  /** An ordinary full collection. */
  COLLECTION("`jcmd GC.run`") {
    @Override
    void at(LoadedHeap heap) throws IOException, InterruptedException {
      Jcmd.run(heap.jvm().handle(), "GC.run");
    }
  },
  /** Threadleak's by the garbage collector, of virtual threads alone. */
  COLLECTOR("proof by the collector") {
    @Override
    void at(LoadedHeap heap) throws IOException, InterruptedException, RefusedLookException {
      // The first virtual thread of all stays held inside of the JVM: docs/limits.md.
      prove(heap, "collector", heap.leaked() - 1);
    }
  };

  /** Those that tell of every thread and of every object, most costly first. */
  static final List<Look> AT_ALL = List.of(PROOF, HEAP_DUMP, CLASS_HISTOGRAM);

  /** Those that make a collection and no file. */
  static final List<Look> COLLECTIONS = List.of(COLLECTOR, COLLECTION);

  private final String label;

  Look(String label) {
    this.label = label;
  }

  /** The name in tables. */
  String label() {
    return label;
  }

  /** Looks once. */
  abstract void at(LoadedHeap heap) throws IOException, InterruptedException, RefusedLookException;

  private static void prove(LoadedHeap heap, String engine, int least)
      throws IOException, InterruptedException, RefusedLookException {
    JsonNode status = heap.jvm().reports().prove(engine);
    if (!status.path("proof").isObject()) {
      throw new RefusedLookException(status.path("message").asString("there is none"));
    }
    int proved = proved(status.path("proof"));
    if (proved < least) {
      throw new IOException(
          "only %d of %d leaked threads were proved".formatted(proved, heap.leaked()));
    }
  }

  private static int proved(JsonNode proof) {
    return proof
        .path("groups")
        .valueStream()
        .filter(group -> group.path("tier").asString().equals("proved"))
        .mapToInt(group -> group.path("threads").asInt())
        .sum();
  }
}
