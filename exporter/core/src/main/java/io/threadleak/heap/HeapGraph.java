package io.threadleak.heap;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a heap and what refers to what, as of one instant.
 *
 * <p>An object is a number from 0 to {@link #objects()} - 1, in the order of addresses; a class's
 * {@code java.lang.Class} is an object too. Read by one thread at a time.
 */
public interface HeapGraph {

  /** Stands for null, and for references to what the heap does not hold. */
  int NONE = -1;

  /** The field number of elements of an array. */
  int ELEMENT = -1;

  /** How many objects there are. */
  int objects();

  /** The class of an object; of a {@code java.lang.Class}, that of {@code java.lang.Class}. */
  HeapClass classOf(int object);

  /**
   * What the object itself takes in the JVM, in bytes: header, fields or elements, and the rest up
   * to the next possible begin of an object; of a {@code java.lang.Class} with its static fields.
   */
  long bytes(int object);

  /**
   * Tells every reference that an object holds to another object, nulls left out: fields of all its
   * superclasses, elements of arrays; of a {@code java.lang.Class} the static fields, the
   * superclass, the loader, signers and the protection domain, as far as the heap tells. Every
   * object that is no {@code java.lang.Class} also refers to its class, by a field {@code <class>}:
   * it keeps the class, its statics and its loader.
   */
  void references(int object, ReferenceVisitor visitor);

  /** A field by the number that {@link #references} tells. */
  HeapField field(int number);

  /** Every loaded class, arrays included. */
  List<HeapClass> classes();

  /** A class by its name, {@code java.lang.Thread}; null where none or several have it. */
  @Nullable HeapClass classNamed(String name);

  /** Every root that belongs to no thread, each object once or oftener. */
  void globalRoots(RootVisitor visitor);

  /** Every thread that has a record of its own, platform or virtual. */
  List<HeapThread> threads();

  /**
   * The object that an instance's field refers to, {@link #NONE} where it has none; of a {@code
   * java.lang.Class}, one of its static fields. Of fields of one name, that of the class nearest to
   * {@code java.lang.Object}: no subclass hides what the JDK keeps there.
   */
  int reference(int object, String field);

  /**
   * The value of an instance's field of a primitive type, booleans as 0 and 1, floating point as
   * its bits; of a {@code java.lang.Class}, of one of its static fields. Of fields of one name, as
   * above.
   *
   * @param ifAbsent the answer where the instance has no such field
   */
  long number(int object, String field, long ifAbsent);

  /** The text of a {@code java.lang.String}, cut to the given length; null for any other object. */
  @Nullable String text(int object, int maxLength);

  /** Receives references. */
  @FunctionalInterface
  interface ReferenceVisitor {

    /** One reference to an object, held by the field of that number or {@link #ELEMENT}. */
    void reference(int target, int field);
  }

  /** Receives roots. */
  @FunctionalInterface
  interface RootVisitor {

    /** One root of the given kind. */
    void root(RootKind kind, int object);
  }

  /** Why an object is a root without any thread. */
  enum RootKind {
    /** Held by native code or by the JVM itself. */
    JNI_GLOBAL,
    /** A class of the boot loader, never unloaded. */
    STICKY_CLASS,
    /** Anything else. */
    OTHER
  }
}
