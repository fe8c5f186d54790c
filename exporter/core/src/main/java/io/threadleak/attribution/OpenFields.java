package io.threadleak.attribution;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fields of other people's objects, private ones as well, read without calling any code of theirs.
 * What is not there, or in a package that is not open to threadleak, is null.
 */
public final class OpenFields {

  private OpenFields() {}

  /** The field that the class itself declares, ready to be read. */
  public static @Nullable Field find(@Nullable Class<?> type, String name) {
    if (type == null) {
      return null;
    }
    try {
      Field field = type.getDeclaredField(name);
      field.setAccessible(true);
      return field;
    } catch (NoSuchFieldException | RuntimeException | LinkageError unreadable) {
      return null;
    }
  }

  /** The class of that name, if it is the JDK's. */
  public static @Nullable Class<?> jdkClass(String name) {
    try {
      return Class.forName(name, false, null);
    } catch (ClassNotFoundException | LinkageError unknown) {
      return null;
    }
  }

  /** What the field holds. */
  public static @Nullable Object get(@Nullable Field field, Object owner) {
    try {
      return field == null ? null : field.get(owner);
    } catch (IllegalAccessException | IllegalArgumentException unreadable) {
      return null;
    }
  }

  /** The number that the field holds, {@code -1} if it cannot be read. */
  static long number(@Nullable Field field, Object owner) {
    return get(field, owner) instanceof Number number ? number.longValue() : -1;
  }

  /** What the object's fields of type {@code Runnable} hold, those of its very class alone. */
  static List<Object> runnablesIn(Object owner) {
    List<Object> held = new ArrayList<>();
    for (Field field : of(owner.getClass())) {
      if (field.getType() == Runnable.class && !Modifier.isStatic(field.getModifiers())) {
        Object runnable = get(find(owner.getClass(), field.getName()), owner);
        if (runnable != null) {
          held.add(runnable);
        }
      }
    }
    return held;
  }

  /** The fields that the class itself declares, not made ready to be read. */
  public static Field[] of(Class<?> type) {
    try {
      return type.getDeclaredFields();
    } catch (RuntimeException | LinkageError unreadable) {
      return new Field[0];
    }
  }
}
