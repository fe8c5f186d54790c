package io.threadleak.heap;

import org.jspecify.annotations.Nullable;

/**
 * A class of a heap.
 *
 * @param number its place among {@link HeapGraph#classes()}
 * @param name as {@link Class#getName()} has it, {@code [Ljava.lang.Object;} for arrays
 * @param superclass null for {@code java.lang.Object}
 * @param object its {@code java.lang.Class}, {@link HeapGraph#NONE} where the heap has none
 */
public record HeapClass(int number, String name, @Nullable HeapClass superclass, int object) {

  /** Whether this is the class of that name or inherits from it. */
  public boolean isA(String ancestor) {
    for (HeapClass type = this; type != null; type = type.superclass) {
      if (type.name.equals(ancestor)) {
        return true;
      }
    }
    return false;
  }

  /** By number: within one heap a class is its number. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HeapClass that && number == that.number && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return number;
  }

  @Override
  public String toString() {
    return name;
  }
}
