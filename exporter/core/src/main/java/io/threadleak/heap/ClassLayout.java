package io.threadleak.heap;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A class of a dump and where its instances and its statics hold what.
 *
 * <p>An instance's record has the fields of its own class first, then those of the superclass, and
 * so on.
 */
final class ClassLayout {

  /**
   * One field.
   *
   * @param offset of a static one its place in the file, else counted from the begin of the part of
   *     the class that declares it
   * @param number the field's number if it is a reference
   */
  record Slot(String name, int type, long offset, int number) {

    boolean isReference() {
      return type == FieldType.REFERENCE;
    }
  }

  final HeapClass type;
  final @Nullable ClassLayout parent;
  final List<Slot> fields;
  final List<Slot> statics;

  /** What the fields take in an instance's record, those of superclasses included. */
  final long bytes;

  private final int ownBytes;

  /** Where references stand in an instance's record, once {@link #layOut} was called. */
  int[] offsets = {};

  /** The numbers of their fields. */
  int[] fieldNumbers = {};

  private boolean isLaidOut;

  /** What the class itself refers to: statics, superclass, loader and so on, with its fields. */
  int[] held = {};

  int[] heldBy = {};

  ClassLayout(
      HeapClass type,
      @Nullable ClassLayout parent,
      List<Slot> fields,
      List<Slot> statics,
      int ownBytes) {
    this.type = type;
    this.parent = parent;
    this.fields = fields;
    this.statics = statics;
    this.ownBytes = ownBytes;
    this.bytes = ownBytes + (parent == null ? 0 : parent.bytes);
  }

  /**
   * Notes where instances hold references. Done for classes that have instances alone: so it takes
   * no more than the file, whatever the file says.
   */
  void layOut() {
    if (isLaidOut) {
      return;
    }
    IntList places = new IntList();
    IntList numbers = new IntList();
    long begin = 0;
    for (ClassLayout layout = this; layout != null; layout = layout.parent) {
      for (Slot slot : layout.fields) {
        if (slot.isReference()) {
          places.add((int) (begin + slot.offset));
          numbers.add(slot.number);
        }
      }
      begin += layout.ownBytes;
    }
    offsets = places.toArray();
    fieldNumbers = numbers.toArray();
    isLaidOut = true;
  }

  /**
   * The field of that name, of several that of the class nearest to {@code java.lang.Object}; its
   * offset from the begin of fields.
   */
  @Nullable Slot field(String name) {
    Slot found = null;
    long begin = 0;
    for (ClassLayout layout = this; layout != null; layout = layout.parent) {
      for (Slot slot : layout.fields) {
        if (slot.name.equals(name)) {
          found = new Slot(name, slot.type, begin + slot.offset, slot.number);
        }
      }
      begin += layout.ownBytes;
    }
    return found;
  }

  /** The static field of that name. */
  @Nullable Slot staticField(String name) {
    for (Slot slot : statics) {
      if (slot.name.equals(name)) {
        return slot;
      }
    }
    return null;
  }

  /** What the static fields take, with references of that width. */
  long staticBytes(int reference) {
    long sum = 0;
    for (Slot slot : statics) {
      sum += FieldType.size(slot.type, reference);
    }
    return sum;
  }
}
