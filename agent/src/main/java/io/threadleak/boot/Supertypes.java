package io.threadleak.boot;

import java.util.ArrayList;
import java.util.List;

/** What a class of the host's is, besides itself. */
final class Supertypes {

  private Supertypes() {}

  /** The class and all that it extends and implements, the nearer first; some more than once. */
  static List<Class<?>> of(Class<?> type) {
    List<Class<?>> types = new ArrayList<>();
    types.add(type);
    for (int i = 0; i < types.size(); i++) {
      Class<?> next = types.get(i);
      types.addAll(List.of(next.getInterfaces()));
      Class<?> superclass = next.getSuperclass();
      if (superclass != null) {
        types.add(superclass);
      }
    }
    return types;
  }
}
