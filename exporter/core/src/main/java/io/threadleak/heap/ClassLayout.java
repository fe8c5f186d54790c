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

  /** One field, its offset counted from the begin of the part of the class that declares it. */
  record Slot(String name, int type, long offset) {}

  final HeapClass type;
  final @Nullable ClassLayout parent;
  final List<Slot> fields;
  final List<Slot> statics;

  /** What the fields take in an instance's record, those of superclasses included. */
  final long bytes;

  private final int ownBytes;

  /** Where references stand in an instance's record, and the numbers of their fields. */
  int[] offsets = new int[0];

  int[] fieldNumbers = new int[0];

  /** What the class itself refers to: statics, superclass, loader and so on, with its fields. */
  int[] held = new int[0];

  int[] heldBy = new int[0];

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
   * The field of that name, of several that of the class nearest to {@code java.lang.Object}; its
   * offset from the begin of fields.
   */
  @Nullable Slot field(String name) {
    Slot found = null;
    long begin = 0;
    for (ClassLayout layout = this; layout != null; layout = layout.parent) {
      for (Slot slot : layout.fields) {
        if (slot.name.equals(name)) {
          found = new Slot(name, slot.type, begin + slot.offset);
        }
      }
      begin += layout.ownBytes;
    }
    return found;
  }

  /** The static field of that name; its offset is one in the file. */
  @Nullable Slot staticField(String name) {
    for (Slot slot : statics) {
      if (slot.name.equals(name)) {
        return slot;
      }
    }
    return null;
  }
}
