package io.threadleak.benchmarks.proof;

import java.io.IOException;
import java.nio.file.Path;
import org.netbeans.lib.profiler.heap.FieldValue;
import org.netbeans.lib.profiler.heap.Heap;
import org.netbeans.lib.profiler.heap.HeapFactory;
import org.netbeans.lib.profiler.heap.IllegalInstanceIDException;
import org.netbeans.lib.profiler.heap.Instance;
import org.netbeans.lib.profiler.heap.JavaClass;
import org.netbeans.lib.profiler.heap.ObjectArrayInstance;
import org.netbeans.lib.profiler.heap.ObjectFieldValue;

/** The reader of NetBeans that gridkit made faster, in the order of the file. */
final class HprofHeapReader {

  private HprofHeapReader() {}

  /** Looks up each reference once. */
  static Visit visit(Path dump) throws IOException {
    Heap heap = HeapFactory.createFastHeap(dump.toFile());
    long objects = 0;
    long references = 0;
    for (Instance instance : heap.getAllInstances()) {
      objects++;
      if (instance instanceof ObjectArrayInstance array) {
        for (Long element : array.getValueIDs()) {
          references += known(heap, element);
        }
      } else {
        references += known(heap, instance.getFieldValues());
      }
    }
    for (JavaClass type : heap.getAllClasses()) {
      objects++;
      references += known(heap, type.getStaticFieldValues());
    }
    return new Visit(objects, references, heap);
  }

  private static long known(Heap heap, Iterable<FieldValue> fields) {
    long known = 0;
    for (FieldValue field : fields) {
      if (field instanceof ObjectFieldValue reference) {
        known += known(heap, reference.getInstanceId());
      }
    }
    return known;
  }

  private static long known(Heap heap, long id) {
    try {
      return id != 0 && heap.getInstanceByID(id) != null ? 1 : 0;
    } catch (IllegalInstanceIDException notDumped) {
      return 0;
    }
  }
}
