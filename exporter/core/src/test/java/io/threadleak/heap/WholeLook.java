package io.threadleak.heap;

import java.util.concurrent.atomic.AtomicLong;

/** Asks a dump everything it can be asked. */
final class WholeLook {

  private WholeLook() {}

  /** Returns how many references and roots there are; throws what the dump throws. */
  static long at(HeapGraph graph) {
    AtomicLong told = new AtomicLong();
    for (HeapClass type : graph.classes()) {
      type.isA("java.lang.Thread");
      told.addAndGet(type.hashCode() + type.toString().length());
    }
    graph.globalRoots((kind, object) -> graph.classOf(object));
    for (HeapThread thread : graph.threads()) {
      told.addAndGet(thread.jniLocals().length + thread.frames().size());
    }
    for (int object = 0; object < graph.objects(); object++) {
      graph.references(
          object,
          (target, field) -> {
            if (field != HeapGraph.ELEMENT) {
              graph.field(field);
            }
            graph.classOf(target);
            told.incrementAndGet();
          });
      graph.text(object, 50);
      graph.reference(object, "next");
      told.addAndGet(graph.bytes(object) + graph.number(object, "count", 0));
    }
    return told.get();
  }
}
