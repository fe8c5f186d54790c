package io.threadleak.heap;

import java.util.ArrayList;
import java.util.List;

/**
 * What a dump says of one class.
 *
 * @param id the id of the class and of its {@code java.lang.Class}
 * @param superId 0 for none
 * @param held ids of loader, signers and protection domain, 0 for none
 * @param statics static fields, their offsets from the begin of the file
 * @param fields instance fields that it declares, their offsets from its part of an instance
 * @param fieldBytes what its own fields take in an instance's record
 */
record ClassRecord(
    long id, long superId, List<Long> held, List<Slot> statics, List<Slot> fields, int fieldBytes) {

  /** One field. */
  record Slot(long nameId, int type, long offset) {}

  /** The whole length of the sub-record at a position; more than is left where it does not fit. */
  static long length(DumpBytes in, long position, long end) throws HeapDumpException {
    int id = in.idSize();
    long at = position + 9 + 7L * id;
    if (end - at < 2) {
      return end - position + 1;
    }
    int constants = in.u2(at);
    at += 2;
    for (int i = 0; i < constants; i++) {
      at = end - at < 3 ? end : at + 3 + size(in, at + 2);
      if (at > end) {
        return end - position + 1;
      }
    }
    if (end - at < 2) {
      return end - position + 1;
    }
    int statics = in.u2(at);
    at += 2;
    for (int i = 0; i < statics; i++) {
      if (end - at < id + 1) {
        return end - position + 1;
      }
      at += id + 1 + size(in, at + id);
    }
    return end - at < 2 ? end - position + 1 : at + 2 + (long) in.u2(at) * (id + 1) - position;
  }

  /** Reads a sub-record that is whole. */
  static ClassRecord read(DumpBytes in, long position) throws HeapDumpException {
    int id = in.idSize();
    long at = position + 5 + id;
    long superId = in.id(at);
    List<Long> held = List.of(in.id(at + id), in.id(at + 2L * id), in.id(at + 3L * id));
    at += 6L * id + 4;
    int constants = in.u2(at);
    at += 2;
    for (int i = 0; i < constants; i++) {
      at += 3 + size(in, at + 2);
    }
    List<Slot> statics = new ArrayList<>();
    int count = in.u2(at);
    at += 2;
    for (int i = 0; i < count; i++) {
      statics.add(new Slot(in.id(at), in.u1(at + id), at + id + 1));
      at += id + 1 + size(in, at + id);
    }
    List<Slot> fields = new ArrayList<>();
    int offset = 0;
    count = in.u2(at);
    at += 2;
    for (int i = 0; i < count; i++) {
      fields.add(new Slot(in.id(at), in.u1(at + id), offset));
      offset += size(in, at + id);
      at += id + 1;
    }
    return new ClassRecord(in.id(position + 1), superId, held, statics, fields, offset);
  }

  private static int size(DumpBytes in, long position) throws HeapDumpException {
    int type = in.u1(position);
    if (!FieldType.isKnown(type)) {
      throw in.corrupt(position, "a field of unknown type " + type);
    }
    return FieldType.size(type, in.idSize());
  }
}
