package io.threadleak.heap;

import java.util.List;

/**
 * A thread of a heap and its stack.
 *
 * @param object its {@code java.lang.Thread}, {@link HeapGraph#NONE} where the heap has none
 * @param frames innermost first
 */
@SuppressWarnings("ArrayRecordComponent") // millions of them; nobody writes to the arrays
public record HeapThread(int object, List<HeapFrame> frames, int[] jniLocals) {

  /**
   * A frame of a stack.
   *
   * @param method where it stands
   * @param classObject the {@code java.lang.Class} of the method's class, {@link HeapGraph#NONE}
   *     where not known
   * @param isNative whether the method is native
   * @param locals objects that its locals and operands refer to, in the order of the dump
   */
  public record HeapFrame(
      StackTraceElement method, int classObject, boolean isNative, int[] locals) {}
}
