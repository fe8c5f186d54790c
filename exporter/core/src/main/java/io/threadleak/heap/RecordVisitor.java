package io.threadleak.heap;

/**
 * Receives the records of a dump in the order of the file. A position is that of the record's first
 * byte behind its header, of a sub-record that of its tag; the record is whole.
 */
interface RecordVisitor {

  /** A name: its id, then its bytes. */
  default void string(long position, long length) throws HeapDumpException {}

  /** A loaded class: serial number, id, stack trace, id of the name. */
  default void loadedClass(long position) throws HeapDumpException {}

  /** A frame: id, ids of method, signature and source file, serial number of the class, line. */
  default void frame(long position) throws HeapDumpException {}

  /** A stack trace: its serial number, that of the thread, count and ids of frames. */
  default void trace(long position) throws HeapDumpException {}

  /** A root of the given tag. */
  default void root(int tag, long position) throws HeapDumpException {}

  /** An object of the given tag, a class among them. */
  void object(int tag, long position) throws HeapDumpException;
}
