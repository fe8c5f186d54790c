package io.threadleak.heap;

/**
 * A walk over all records of a dump from begin to end. Whatever a visitor is told lies within the
 * file and within its segment.
 *
 * <p>Format: "HPROF binary format" as in {@code heapDumper.cpp} of OpenJDK, version 1.0.2.
 */
final class RecordWalk {

  static final int ROOT_JNI_GLOBAL = 0x01;
  static final int ROOT_JNI_LOCAL = 0x02;
  static final int ROOT_JAVA_FRAME = 0x03;
  static final int ROOT_NATIVE_STACK = 0x04;
  static final int ROOT_STICKY_CLASS = 0x05;
  static final int ROOT_THREAD_BLOCK = 0x06;
  static final int ROOT_MONITOR_USED = 0x07;
  static final int ROOT_THREAD = 0x08;
  static final int ROOT_UNKNOWN = 0xFF;
  static final int CLASS = 0x20;
  static final int INSTANCE = 0x21;
  static final int OBJECT_ARRAY = 0x22;
  static final int PRIMITIVE_ARRAY = 0x23;

  private static final int RECORD_HEADER = 9;
  private static final long PROGRESS_STEP = 4 << 20;

  private final DumpBytes in;
  private final long begin;
  private final RecordVisitor to;
  private final Progress progress;
  private final int id;
  private long nextProgress;
  private boolean ended;

  RecordWalk(DumpBytes in, long begin, RecordVisitor to, Progress progress) {
    this.in = in;
    this.begin = begin;
    this.to = to;
    this.progress = progress;
    this.id = in.idSize();
  }

  /** Walks; returns whether the last record is the one that says so. */
  boolean walk() throws HeapDumpException, InterruptedException {
    long position = begin;
    while (position < in.size()) {
      progress(position);
      if (in.size() - position < RECORD_HEADER) {
        throw in.torn(position, "the header of a record");
      }
      long body = position + RECORD_HEADER;
      long length = in.u4(position + 5);
      if (length > in.size() - body) {
        throw in.torn(position, "a record of " + length + " bytes");
      }
      record(position, body, length);
      position = body + length;
    }
    return ended;
  }

  private void record(long position, long body, long length)
      throws HeapDumpException, InterruptedException {
    ended = false;
    int tag = in.u1(position);
    switch (tag) {
      case 0x01 -> to.string(body, atLeast(position, length, id));
      case 0x02 -> {
        atLeast(position, length, 2L * id + 8);
        to.loadedClass(body);
      }
      case 0x04 -> {
        atLeast(position, length, 4L * id + 8);
        to.frame(body);
      }
      case 0x05 -> {
        atLeast(position, length, 12);
        atLeast(position, length, 12 + in.u4(body + 8) * id);
        to.trace(body);
      }
      case 0x0C, 0x1C -> segment(body, body + length);
      case 0x2C -> ended = true;
      case 0x03, 0x06, 0x07, 0x0A, 0x0B, 0x0D, 0x0E -> {}
      default -> throw in.corrupt(position, "a record of unknown kind " + tag);
    }
  }

  private long atLeast(long position, long length, long needed) throws HeapDumpException {
    if (length < needed) {
      throw in.corrupt(position, "a record of " + length + " bytes that needs " + needed);
    }
    return length;
  }

  private void segment(long from, long end) throws HeapDumpException, InterruptedException {
    long position = from;
    while (position < end) {
      if (position >= nextProgress) {
        progress(position);
      }
      int tag = in.u1(position);
      long length = lengthOf(tag, position, end);
      if (length > end - position) {
        throw in.corrupt(position, "an entry that goes beyond its segment");
      }
      if (tag >= CLASS && tag <= PRIMITIVE_ARRAY) {
        to.object(tag, position);
      } else {
        to.root(tag, position);
      }
      position += length;
    }
  }

  /** The whole length of a sub-record; more than is left where it does not fit. */
  private long lengthOf(int tag, long position, long end) throws HeapDumpException {
    long left = end - position;
    return switch (tag) {
      case INSTANCE -> {
        int header = 9 + 2 * id;
        yield left < header ? header : header + in.u4(position + header - 4);
      }
      case OBJECT_ARRAY -> {
        int header = 9 + 2 * id;
        yield left < header ? header : header + in.u4(position + 5 + id) * id;
      }
      case PRIMITIVE_ARRAY -> {
        int header = 10 + id;
        yield left < header ? header : header + elements(position, header);
      }
      case CLASS -> ClassRecord.length(in, position, end);
      case ROOT_UNKNOWN, ROOT_STICKY_CLASS, ROOT_MONITOR_USED -> 1 + id;
      case ROOT_JNI_GLOBAL -> 1 + 2L * id;
      case ROOT_JNI_LOCAL, ROOT_JAVA_FRAME, ROOT_THREAD -> 9 + id;
      case ROOT_NATIVE_STACK, ROOT_THREAD_BLOCK -> 5 + id;
      default -> throw in.corrupt(position, "an entry of unknown kind " + tag);
    };
  }

  private long elements(long position, int header) throws HeapDumpException {
    int type = in.u1(position + header - 1);
    if (!FieldType.isPrimitive(type)) {
      throw in.corrupt(position, "an array of unknown type " + type);
    }
    return in.u4(position + header - 5) * FieldType.size(type, id);
  }

  private void progress(long position) throws InterruptedException {
    if (position >= nextProgress) {
      nextProgress = position + PROGRESS_STEP;
      if (Thread.interrupted()) {
        throw new InterruptedException("while reading a heap dump");
      }
      progress.at((double) position / in.size());
    }
  }
}
