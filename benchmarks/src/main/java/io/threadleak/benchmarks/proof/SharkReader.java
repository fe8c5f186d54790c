package io.threadleak.benchmarks.proof;

import java.nio.file.Path;
import java.util.Iterator;
import shark.CloseableHeapGraph;
import shark.HeapField;
import shark.HeapObject;
import shark.HprofHeapGraph;
import shark.HprofRecordTag;

/**
 * LeakCanary's reader, in its own order of objects: by kind, and by address within a kind.
 *
 * <p>The graph is open for as long as its JVM lives.
 */
final class SharkReader {

  private SharkReader() {}

  /** Looks up each reference once. */
  static Visit visit(Path dump) {
    CloseableHeapGraph graph =
        HprofHeapGraph.Companion.openHeapGraph(
            dump.toFile(), null, HprofRecordTag.Companion.getRootTags());
    long references = 0;
    Iterator<HeapObject> objects = graph.getObjects().iterator();
    while (objects.hasNext()) {
      references += references(graph, objects.next());
    }
    return new Visit(graph.getObjectCount(), references, graph);
  }

  private static long references(CloseableHeapGraph graph, HeapObject object) {
    if (object instanceof HeapObject.HeapInstance instance) {
      return known(graph, instance.readFields().iterator());
    } else if (object instanceof HeapObject.HeapClass type) {
      return known(graph, type.readStaticFields().iterator());
    } else if (object instanceof HeapObject.HeapObjectArray array) {
      long known = 0;
      for (long element : array.readRecord().getElementIds()) {
        known += element != 0 && graph.objectExists(element) ? 1 : 0;
      }
      return known;
    }
    return 0;
  }

  private static long known(CloseableHeapGraph graph, Iterator<HeapField> fields) {
    long known = 0;
    while (fields.hasNext()) {
      Long target = fields.next().getValue().getAsNonNullObjectId();
      known += target != null && graph.objectExists(target) ? 1 : 0;
    }
    return known;
  }
}
