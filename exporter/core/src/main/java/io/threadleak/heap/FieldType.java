package io.threadleak.heap;

/** The types of fields and elements, by the numbers that the format gives them. */
final class FieldType {

  static final int REFERENCE = 2;
  static final int COUNT = 12;
  static final int CHAR = 5;
  static final int BYTE = 8;

  private static final String ARRAYS = "....ZCFDBSIJ";
  private static final int[] SIZES = {0, 0, 0, 0, 1, 2, 4, 8, 1, 2, 4, 8};

  private FieldType() {}

  static boolean isKnown(int type) {
    return type == REFERENCE || isPrimitive(type);
  }

  static boolean isPrimitive(int type) {
    return type >= 4 && type < COUNT;
  }

  /** Bytes of one value in the file. */
  static int size(int type, int idSize) {
    return type == REFERENCE ? idSize : SIZES[type];
  }

  /** The name of the class of arrays of a primitive type. */
  static String arrayName(int type) {
    return "[" + ARRAYS.charAt(type);
  }

  /** A value of a primitive type; floating point as its bits. */
  static long value(DumpBytes in, int type, long position) {
    return switch (type) {
      case 4 -> in.u1(position);
      case 5 -> in.u2(position);
      case 6, 10 -> in.i4(position);
      case 8 -> (byte) in.u1(position);
      case 9 -> (short) in.u2(position);
      default -> in.i8(position);
    };
  }
}
