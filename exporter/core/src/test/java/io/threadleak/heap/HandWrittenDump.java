package io.threadleak.heap;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A dump written byte by byte: small, and with records that HotSpot writes seldom or never. */
final class HandWrittenDump {

  static final long NODE = 0x1_0000L;
  static final long STRAY = 0x1_0008L;
  static final long THREAD = 0x1_0010L;
  static final long ARRAY = 0x2_0000L;
  static final long FAR = 0x7FFF_FFF8L;
  static final long MISSING = 0x3_0000L;

  private static final long OBJECT_CLASS = 0x100;
  private static final long CLASS_CLASS = 0x108;
  private static final long THREAD_CLASS = 0x110;
  private static final long NODE_CLASS = 0x118;
  private static final long OLD_NODE_CLASS = 0x200;
  private static final int OLD_VERSION = 7;
  private static final long ARRAY_CLASS = 0x120;
  private static final long INTS_CLASS = 0x128;

  private static final String[] NAMES = {
    "",
    "java/lang/Object",
    "java/lang/Class",
    "java/lang/Thread",
    "com/acme/Node+0x0000001",
    "[Ljava/lang/Object;",
    "[I",
    "next",
    "count",
    "run",
    "()V",
    "Node.java",
    "<resolved_references>"
  };

  private final int idSize;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private DataOutputStream out = new DataOutputStream(bytes);

  private HandWrittenDump(int idSize) {
    this.idSize = idSize;
  }

  /** The whole of it. */
  static byte[] bytes(int idSize) {
    try {
      return new HandWrittenDump(idSize).write();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] write() throws IOException {
    out.write("JAVA PROFILE 1.0.2\0".getBytes(StandardCharsets.US_ASCII));
    out.writeInt(idSize);
    out.writeLong(0);
    for (int i = 1; i < NAMES.length; i++) {
      byte[] name = NAMES[i].getBytes(StandardCharsets.UTF_8);
      record(0x01, idSize + name.length);
      ids(i);
      out.write(name);
    }
    for (int i = 1; i <= 6; i++) {
      record(0x02, 8 + 2 * idSize);
      out.writeInt(i);
      ids(OBJECT_CLASS + (i - 1) * 8L);
      out.writeInt(1);
      ids(i);
    }
    record(0x02, 8 + 2 * idSize);
    ints(OLD_VERSION);
    ids(OLD_NODE_CLASS);
    ints(1);
    ids(4);
    frame(30, 4, 17);
    frame(31, OLD_VERSION, -3);
    record(0x05, 12 + 2 * idSize);
    ints(2, 1, 2);
    ids(31, 30);
    DataOutputStream file = out;
    ByteArrayOutputStream segment = new ByteArrayOutputStream();
    out = new DataOutputStream(segment);
    classes();
    objects();
    roots();
    out = file;
    record(0x1C, segment.size());
    out.write(segment.toByteArray());
    record(0x2C, 0);
    return bytes.toByteArray();
  }

  private void frame(int id, int classSerial, int line) throws IOException {
    record(0x04, 4 * idSize + 8);
    ids(id, 9, 10, 11);
    ints(classSerial, line);
  }

  private void classes() throws IOException {
    type(OBJECT_CLASS, 0, new long[0], new int[0]);
    type(CLASS_CLASS, OBJECT_CLASS, new long[0], new int[0]);
    type(THREAD_CLASS, OBJECT_CLASS, new long[0], new int[0]);
    type(NODE_CLASS, OBJECT_CLASS, new long[] {7, 8}, new int[] {2, 10});
    type(ARRAY_CLASS, OBJECT_CLASS, new long[0], new int[0]);
    type(INTS_CLASS, OBJECT_CLASS, new long[0], new int[0]);
  }

  private void type(long id, long superId, long[] names, int[] types) throws IOException {
    out.writeByte(0x20);
    ids(id);
    ints(1);
    ids(superId, 0, 0, 0, 0, 0);
    ints(0);
    out.writeShort(1);
    out.writeShort(5);
    out.writeByte(10);
    ints(99);
    out.writeShort(2);
    ids(12);
    out.writeByte(2);
    ids(ARRAY);
    ids(8);
    out.writeByte(11);
    out.writeLong(-7);
    out.writeShort(names.length);
    for (int i = 0; i < names.length; i++) {
      ids(names[i]);
      out.writeByte(types[i]);
    }
  }

  private void objects() throws IOException {
    node(FAR, NODE, 3);
    node(NODE, FAR, 4);
    node(STRAY, MISSING, 5);
    out.writeByte(0x21);
    ids(THREAD);
    ints(1);
    ids(THREAD_CLASS);
    ints(0);
    out.writeByte(0x22);
    ids(ARRAY);
    ints(1, 3);
    ids(ARRAY_CLASS, NODE, 0, THREAD);
    out.writeByte(0x23);
    ids(ARRAY + 0x40);
    ints(1, 2);
    out.writeByte(10);
    ints(1, 2);
  }

  private void node(long id, long next, int count) throws IOException {
    out.writeByte(0x21);
    ids(id);
    ints(1);
    ids(NODE_CLASS);
    ints(idSize + 4);
    ids(next);
    ints(count);
  }

  private void roots() throws IOException {
    root(0xFF, NODE);
    root(0x01, FAR, 0x77);
    root(0x04, NODE);
    ints(1);
    root(0x05, NODE_CLASS);
    root(0x06, NODE);
    ints(1);
    root(0x07, ARRAY);
    root(0x02, NODE);
    ints(1, -1);
    root(0x03, FAR);
    ints(1, 1);
    root(0x03, ARRAY);
    ints(1, 99);
    root(0x03, STRAY);
    ints(55, 0);
    root(0x08, THREAD);
    ints(1, 2);
  }

  private void root(int tag, long object, long... more) throws IOException {
    out.writeByte(tag);
    ids(object);
    if (more.length > 0) {
      ids(more[0]);
    }
  }

  private void record(int tag, int length) throws IOException {
    out.writeByte(tag);
    out.writeInt(0);
    out.writeInt(length);
  }

  private void ids(long... ids) throws IOException {
    for (long each : ids) {
      if (idSize == Long.BYTES) {
        out.writeLong(each);
      } else {
        out.writeInt((int) each);
      }
    }
  }

  private void ints(int... numbers) throws IOException {
    for (int each : numbers) {
      out.writeInt(each);
    }
  }
}
