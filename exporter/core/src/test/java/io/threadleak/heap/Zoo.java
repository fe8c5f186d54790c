package io.threadleak.heap;

/** What a dump of this JVM is known to hold: one of each kind, never written to again. */
@SuppressWarnings("unused") // looked at in the dump alone
final class Zoo {

  static final Parent OF_ALL = new Child();
  static final boolean FLAG = true;
  static final long NUMBER = 0x1234_5678_9ABC_DEFL;
  static final Object NOTHING = null;
  static final Object[] ARRAY = {"first", null, OF_ALL, new int[] {1, 2, 3}};
  static final String[][] NESTED = {{"inner"}, {}};
  static final String LATIN = "Gr\u00fc\u00dfe";
  static final String WIDE = "\u03b1\u03b2\u03b3 \u20ac";
  static final Runnable HIDDEN = () -> System.out.println(OF_ALL);
  static final Object[] PRIMITIVES = {
    new boolean[3], new char[3], new float[3], new double[3],
    new byte[3], new short[3], new int[3], new long[3]
  };

  private Zoo() {}

  /** One field of each type. */
  static class Parent {
    private final boolean yes = true;
    private final char letter = '\u20ac';
    private final float single = 1.5f;
    private final double twice = -2.5;
    private final byte small = -128;
    private final short middle = -30_000;
    private final int whole = -2_000_000_000;
    private final long large = Long.MIN_VALUE;
    private final String name = "of the parent";
    private final Parent none = null;
    private final Parent self = this;
  }

  /** Hides a field of the same name. */
  static final class Child extends Parent {
    private final Object name = new Object[] {"of the child"};
    private final byte last = -2;
  }
}
