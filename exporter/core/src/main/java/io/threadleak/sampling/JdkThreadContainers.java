package io.threadleak.sampling;

import io.threadleak.attribution.OpenFields;
import io.threadleak.attribution.VirtualTasks;
import io.threadleak.attribution.VirtualThreadApi;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's own containers of threads: the set of virtual threads started by the {@code Thread}
 * API, the executors and other containers registered with it, and the structured scopes that
 * threads own. Readable only where {@code java.lang}, {@code java.util.concurrent}, {@code
 * jdk.internal.vm} and {@code jdk.internal.misc} are open to threadleak, which the agent sees to.
 */
public final class JdkThreadContainers implements LiveVirtualThreads {

  private static final String CONTAINERS = "jdk.internal.vm.ThreadContainers";
  private static final String CURE = "; use a JDK from 21 on and the agent";

  private final @Nullable Class<?> container =
      OpenFields.jdkClass("jdk.internal.vm.ThreadContainer");
  private final @Nullable Set<?> root =
      staticSet(OpenFields.jdkClass(CONTAINERS + "$RootContainer$TrackingRootContainer"));
  private final @Nullable Set<?> registry = staticSet(OpenFields.jdkClass(CONTAINERS));
  private final @Nullable Method threadsOf = openMethod(container, "threads");
  private final @Nullable Method register =
      openMethod(OpenFields.jdkClass(CONTAINERS), "registerContainer", container);
  private final @Nullable Field headScope = OpenFields.find(Thread.class, "headStackableScopes");
  private final @Nullable Field outerScope =
      OpenFields.find(OpenFields.jdkClass("jdk.internal.vm.StackableScope"), "previous");
  private final Map<Class<?>, Optional<Field>> setFields = new HashMap<>();
  private final LiveThreads platformThreads = new LiveThreads();
  private final boolean tracksAll = tracksAll(System.getProperty("jdk.trackAllThreads"));

  /** Looks for the containers; what this JVM does not show is a {@link #blindSpot()}. */
  public JdkThreadContainers() {}

  @Override
  public @Nullable String blindSpot() {
    if (!VirtualThreadApi.exists()) {
      return null;
    }
    if (!tracksAll) {
      return "The JVM was started with -Djdk.trackAllThreads=false: virtual threads outside of"
          + " executors and scopes are not counted; leave the property away.";
    }
    if (root == null || registry == null || threadsOf == null || !VirtualTasks.readable()) {
      return "The JDK's containers of virtual threads cannot be read in this JVM" + CURE + ".";
    }
    return headScope == null || outerScope == null
        ? "Virtual threads in structured scopes cannot be seen in this JVM" + CURE + "."
        : null;
  }

  /** Whether the JDK holds virtual threads that were started outside of executors and scopes. */
  public boolean tracksAll() {
    return tracksAll;
  }

  /**
   * The JDK's own set of the virtual threads that the {@code Thread} API started, live: what is
   * taken out of it is no longer held by the JDK. Null where it cannot be reached.
   */
  @SuppressWarnings("unchecked")
  public @Nullable Set<Thread> startedDirectly() {
    return (Set<Thread>) root;
  }

  /** Hands over the containers that are registered, which the JDK itself refers to but weakly. */
  public void forEachRegistered(Consumer<Object> visitor) {
    if (registry != null) {
      for (Object reference : registry) {
        Object registered = reference instanceof WeakReference<?> weak ? weak.get() : null;
        if (registered != null) {
          visitor.accept(registered);
        }
      }
    }
  }

  /** Registers a container once more, whose entry may have been cleared. */
  public void register(Object registered) {
    try {
      if (register != null) {
        register.invoke(null, registered);
      }
    } catch (ReflectiveOperationException | RuntimeException refused) {
      return; // its threads are then not listed, as if they had no executor
    }
  }

  @Override
  public void forEach(Visitor visitor) {
    Walk walk = new Walk(visitor);
    if (root != null) {
      walk.through(root.iterator());
    }
    forEachRegistered(walk::throughContainer);
    // Scopes that virtual threads own were met on the way; platform threads may own some, too.
    platformThreads.forEach(walk::throughScopesOf);
  }

  /** One walk, until the visitor has seen enough. */
  private final class Walk {

    private final Visitor visitor;
    private boolean enough;

    Walk(Visitor visitor) {
      this.visitor = visitor;
    }

    void through(Iterator<?> threads) {
      while (!enough && threads.hasNext()) {
        if (threads.next() instanceof Thread thread && VirtualThreadApi.isVirtual(thread)) {
          enough = !visitor.visit(thread, VirtualTasks.of(thread));
          throughScopesOf(thread);
        }
      }
    }

    void throughContainer(Object found) {
      if (enough) {
        return;
      }
      Optional<Field> field =
          setFields.computeIfAbsent(found.getClass(), JdkThreadContainers::setField);
      if (field.isPresent()) {
        if (OpenFields.get(field.get(), found) instanceof Set<?> threads) {
          through(threads.iterator());
        }
        return;
      }
      try {
        if (threadsOf != null && threadsOf.invoke(found) instanceof Stream<?> threads) {
          through(threads.iterator());
        }
      } catch (ReflectiveOperationException | RuntimeException closing) {
        return; // a scope that ends just now has no threads
      }
    }

    void throughScopesOf(Thread owner) {
      if (headScope == null || container == null) {
        return;
      }
      Object scope = OpenFields.get(headScope, owner);
      while (scope != null && !enough) {
        if (container.isInstance(scope)) {
          throughContainer(scope);
        }
        scope = OpenFields.get(outerScope, scope);
      }
    }
  }

  private static boolean tracksAll(@Nullable String property) {
    return property == null || property.isEmpty() || Boolean.parseBoolean(property);
  }

  /** The single set that a container of that class keeps its threads in. */
  private static Optional<Field> setField(Class<?> type) {
    for (Field field : OpenFields.of(type)) {
      if (field.getType() == Set.class && !Modifier.isStatic(field.getModifiers())) {
        return Optional.ofNullable(OpenFields.find(type, field.getName()));
      }
    }
    return Optional.empty();
  }

  private static @Nullable Set<?> staticSet(@Nullable Class<?> type) {
    if (type == null) {
      return null;
    }
    for (Field field : OpenFields.of(type)) {
      if (field.getType() == Set.class && Modifier.isStatic(field.getModifiers())) {
        return OpenFields.get(OpenFields.find(type, field.getName()), type) instanceof Set<?> set
            ? set
            : null;
      }
    }
    return null;
  }

  private static @Nullable Method openMethod(
      @Nullable Class<?> type, String name, @Nullable Class<?>... parameters) {
    if (type == null || Arrays.asList(parameters).contains(null)) {
      return null;
    }
    try {
      Method method = type.getMethod(name, parameters);
      method.setAccessible(true);
      return method;
    } catch (NoSuchMethodException | RuntimeException closed) {
      return null;
    }
  }
}
