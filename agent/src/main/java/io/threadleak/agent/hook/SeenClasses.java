package io.threadleak.agent.hook;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * One class of a library of the host's, in each loader that has loaded it, at most a few. Keeps
 * none of them alive. Thread-safe.
 */
public final class SeenClasses {

  private static final int MOST_LOADERS = 32;

  private record Place(WeakReference<ClassLoader> loader, String className) {

    @Nullable Class<?> find() {
      ClassLoader found = loader.get();
      try {
        return found == null ? null : Class.forName(className, false, found);
      } catch (ClassNotFoundException | LinkageError notThere) {
        return null;
      }
    }
  }

  private final String end;
  private final List<Place> places = new CopyOnWriteArrayList<>();

  /** None yet, of a class whose internal name ends so. */
  SeenClasses(String end) {
    this.end = end;
  }

  void see(ClassLoader loader, String internalName) {
    if (internalName.endsWith(end)) {
      places.removeIf(place -> place.loader().refersTo(null));
      if (places.size() < MOST_LOADERS
          && places.stream().noneMatch(place -> place.loader().refersTo(loader))) {
        places.add(new Place(new WeakReference<>(loader), internalName.replace('/', '.')));
      }
    }
  }

  /** Those that are still there; may load what the host was just about to load. */
  public List<Class<?>> find() {
    List<Class<?>> found = new ArrayList<>();
    for (Place place : places) {
      Class<?> type = place.find();
      if (type != null) {
        found.add(type);
      }
    }
    return found;
  }
}
