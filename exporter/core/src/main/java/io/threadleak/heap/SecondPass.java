package io.threadleak.heap;

/**
 * The second look through a dump: where each object stands, and the roots. Checks that every object
 * has a known class and is as long as that says, so that nothing can fail afterwards.
 */
final class SecondPass implements RecordVisitor {

  final OffsetTable offsets;
  final IntList rootObjects = new IntList();
  final IntList rootTags = new IntList();

  private final DumpBytes in;
  private final int id;
  private final AddressIndex addresses;
  private final DumpClasses classes;
  private final DumpThreads threads;

  SecondPass(DumpBytes in, FirstPass first, int objects) {
    this.in = in;
    this.id = in.idSize();
    this.addresses = first.addresses;
    this.classes = first.classes;
    this.threads = first.threads;
    this.offsets = new OffsetTable(objects);
  }

  @Override
  public void object(int tag, long position) throws HeapDumpException {
    switch (tag) {
      case RecordWalk.INSTANCE -> {
        ClassLayout layout = classes.byId(in.id(position + 5 + id));
        if (layout == null
            || layout.bytes != in.u4(position + 5 + 2L * id)
            || layout.bytes > Integer.MAX_VALUE) {
          throw in.corrupt(position, "an object that is not as its class says");
        }
        layout.layOut();
      }
      case RecordWalk.OBJECT_ARRAY -> {
        if (classes.byId(in.id(position + 9 + id)) == null) {
          throw in.corrupt(position, "an array of no known class");
        }
      }
      default -> {}
    }
    offsets.set(addresses.find(in.id(position + 1)), position);
  }

  @Override
  public void root(int tag, long position) {
    int object = addresses.find(in.id(position + 1));
    long behind = position + 1 + id;
    switch (tag) {
      case RecordWalk.ROOT_THREAD -> threads.addThread(object, behind);
      case RecordWalk.ROOT_JAVA_FRAME -> addThreadRoot(object, behind, in.i4(behind + 4));
      case RecordWalk.ROOT_JNI_LOCAL -> addThreadRoot(object, behind, -1);
      default -> {
        if (object != HeapGraph.NONE) {
          rootObjects.add(object);
          rootTags.add(tag);
        }
      }
    }
  }

  private void addThreadRoot(int object, long position, int frame) {
    if (object != HeapGraph.NONE) {
      threads.addRoot(object, in.i4(position), frame);
    }
  }

  /** Hands out the roots to threads. */
  void seal() {
    IntList strays = new IntList();
    threads.seal(strays);
    for (int i = 0; i < strays.size(); i++) {
      rootObjects.add(strays.get(i));
      rootTags.add(RecordWalk.ROOT_UNKNOWN);
    }
  }
}
