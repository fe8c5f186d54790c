package io.threadleak.heap;

import java.util.ArrayList;
import java.util.List;

/** The first look through a dump: names, classes, stacks, and the addresses of all objects. */
final class FirstPass implements RecordVisitor {

  final DumpNames names;
  final AddressIndex addresses = new AddressIndex();
  final DumpClasses classes;
  final DumpThreads threads;

  private final DumpBytes in;
  private final List<Long> loaded = new ArrayList<>();
  private final List<Long> dumped = new ArrayList<>();

  FirstPass(DumpBytes in) {
    this.in = in;
    names = new DumpNames(in);
    classes = new DumpClasses(in, names, addresses);
    threads = new DumpThreads(in, names, classes);
  }

  @Override
  public void string(long position, long length) {
    names.add(position, length);
  }

  @Override
  public void loadedClass(long position) {
    loaded.add(position);
  }

  @Override
  public void frame(long position) {
    threads.addFrame(position);
  }

  @Override
  public void trace(long position) {
    threads.addTrace(position);
  }

  @Override
  public void object(int tag, long position) throws HeapDumpException {
    long id = in.id(position + 1);
    if (id == 0 || (id & 7) != 0) {
      throw in.corrupt(position, "an object with the impossible id 0x" + Long.toHexString(id));
    }
    addresses.add(id);
    if (tag == RecordWalk.CLASS) {
      dumped.add(position);
    }
  }

  /** Makes of it what the second pass needs; returns how many objects there are. */
  int seal() throws HeapDumpException {
    int objects = addresses.seal();
    classes.build(loaded, dumped);
    return objects;
  }
}
