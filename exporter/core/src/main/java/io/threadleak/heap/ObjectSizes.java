package io.threadleak.heap;

/**
 * What objects take in the dumped JVM: header, fields or elements, and the rest up to the next
 * multiple of the alignment; gaps between fields left out. Exact for nearly all objects, never too
 * much.
 *
 * <p>A dump tells neither how wide references are nor how long headers. But no object reaches
 * beyond the begin of the next one: of the layouts that HotSpot has, the widest is taken under
 * which none of the objects looked at would.
 */
final class ObjectSizes {

  /** Width of references, of headers, widest layout first. */
  private static final int[][] LAYOUTS = {{8, 16}, {8, 12}, {8, 8}, {4, 12}, {4, 8}};

  private static final int WINDOWS = 64;
  private static final int IN_WINDOW = 1_000;
  private static final int LEAST_ALIGNMENT = 8;

  private final DumpBytes in;
  private final int id;
  private final OffsetTable offsets;
  private final DumpClasses classes;
  private final long classBytes;

  private int reference = 4;
  private int header = 8;
  private long alignment = LEAST_ALIGNMENT;

  ObjectSizes(DumpBytes in, OffsetTable offsets, DumpClasses classes, int objects) {
    this.in = in;
    this.id = in.idSize();
    this.offsets = offsets;
    this.classes = classes;
    fit(objects);
    ClassLayout type = classes.byName("java.lang.Class");
    if (type != null) {
      type.layOut();
    }
    classBytes = type == null ? 0 : header + fields(type);
  }

  private void fit(int objects) {
    int begin = 0;
    long addresses = 256;
    int step = Math.max(IN_WINDOW, objects / WINDOWS);
    for (int from = 0; from + 1 < objects; from += step) {
      int end = Math.min(from + IN_WINDOW, objects - 1);
      for (int object = from; object < end; object++) {
        long address = address(object);
        addresses |= address;
        begin = firstFitting(begin, object, address(object + 1) - address);
      }
      if (from > objects - step) {
        break;
      }
    }
    take(begin);
    alignment = Math.max(LEAST_ALIGNMENT, Long.lowestOneBit(addresses));
  }

  /** The first layout, not before the given one, under which an object has that much room. */
  private int firstFitting(int begin, int object, long room) {
    int layout = begin;
    take(layout);
    while (layout < LAYOUTS.length - 1 && of(object) > room) {
      take(++layout);
    }
    return layout;
  }

  private void take(int layout) {
    reference = LAYOUTS[layout][0];
    header = LAYOUTS[layout][1];
  }

  private long address(int object) {
    return in.id(offsets.get(object) + 1);
  }

  /** What an object takes, in bytes; of a class, its statics included. */
  long of(int object) {
    long at = offsets.get(object);
    long bytes =
        switch (in.u1(at)) {
          case RecordWalk.INSTANCE -> header + fields(classes.known(in.id(at + 5 + id)));
          case RecordWalk.OBJECT_ARRAY -> array(in.u4(at + 5 + id), reference);
          case RecordWalk.PRIMITIVE_ARRAY ->
              array(in.u4(at + 5 + id), FieldType.size(in.u1(at + 9 + id), id));
          default -> classBytes + classes.known(in.id(at + 1)).staticBytes(reference);
        };
    return up(bytes, alignment);
  }

  /** Fields of an instance, with references as wide as in memory, not as in the file. */
  private long fields(ClassLayout layout) {
    return layout.bytes - (long) layout.offsets.length * (id - reference);
  }

  private long array(long length, int width) {
    return up(header + Integer.BYTES, width) + length * width;
  }

  private static long up(long bytes, long multiple) {
    return (bytes + multiple - 1) & -multiple;
  }
}
