package io.threadleak.proof;

import io.threadleak.heap.HeapClass;
import io.threadleak.heap.HeapField;
import io.threadleak.heap.HeapGraph;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a reference counts for, by the field that holds it.
 *
 * <p>Some fields of the JDK lead to every thread, or to the owner of a lock, though nobody wakes a
 * thread by them; some are used by the thread itself alone; some may forget their object.
 */
final class Edges {

  private static final String THREAD = "java.lang.Thread";
  private static final String VIRTUAL = "java.lang.VirtualThread";
  private static final String CONTAINERS = "jdk.internal.vm.ThreadContainers";
  private static final String ROOT_CONTAINER = CONTAINERS + "$RootContainer$TrackingRootContainer";

  /** Fields that a thread alone uses, or that are used to run it on. */
  private static final Map<String, Set<String>> PRIVATE =
      Map.of(
          THREAD,
          Set.of(
              "target",
              "holder",
              "parkBlocker",
              "threadLocals",
              "inheritableThreadLocals",
              "inheritedAccessControlContext",
              "scopedValueBindings",
              "cont",
              "headStackableScopes",
              "container"),
          VIRTUAL,
          Set.of("cont", "runContinuation", "carrierThread", "next", "timeoutTask", "termination"));

  /** Fields that lead to threads and wake none. */
  private static final Map<String, Set<String>> NEVER_WAKING =
      Map.of(
          "java.lang.ThreadGroup",
          Set.of("threads"),
          "java.util.concurrent.locks.AbstractOwnableSynchronizer",
          Set.of("exclusiveOwnerThread"),
          "java.util.concurrent.locks.ReentrantReadWriteLock$Sync",
          Set.of("firstReader"));

  private static final Set<String> QUEUE_NODES =
      Set.of(
          "java.util.concurrent.locks.AbstractQueuedSynchronizer$Node",
          "java.util.concurrent.locks.AbstractQueuedLongSynchronizer$Node");

  /** Classes of the library, and those of the agent, which has them under a name of its own. */
  private static final Pattern OWN =
      Pattern.compile(
          "io\\.threadleak\\.(agent\\.shaded\\.)?"
              + "(boot|attribution|sampling|scheduling|proving|oracle)\\.\\w.*");

  /** By these alone threadleak goes through the threads that its own factories have started. */
  private static final Pattern OWN_LIST = Pattern.compile(".*\\.attribution\\.CountedTask");

  private static final Set<String> OWN_LINKS = Set.of("next", "previous");

  /** What a reference counts for. */
  enum Role {
    /** An ordinary reference. */
    PLAIN,
    /** Used by nobody but the thread that has it. */
    PRIVATE,
    /** Leads to threads and wakes none. */
    NEVER_WAKING,
    /** From threadleak itself, which looks at threads and wakes none. */
    OWN,
    /** From a synchronizer's queue to a thread that waits in it. */
    QUEUED,
    /** One of the two below or {@link #PLAIN}, by the class of the reference. */
    REFERENT,
    /** May forget its object. */
    WEAK,
    /** Never gives its object to anyone. */
    PHANTOM
  }

  private final HeapGraph heap;
  private final String monitorsHolder;
  private final int jdksThreads;
  private final int jdksExecutors;
  private @Nullable Role[] byField = new Role[0];
  private final @Nullable Role[] byReferenceClass;

  Edges(HeapGraph heap, String monitorsHolder) {
    this.heap = heap;
    this.monitorsHolder = monitorsHolder;
    jdksThreads = jdksSet(heap, ROOT_CONTAINER, "VTHREADS");
    jdksExecutors = jdksSet(heap, CONTAINERS, "CONTAINER_REGISTRY");
    byReferenceClass = new Role[heap.classes().size()];
  }

  /**
   * A set in which the JDK keeps its virtual threads, or by weak references the executors and
   * scopes that have threads, for thread dumps alone. It is cut itself, rather than the field that
   * holds it, since threadleak's agent refers to it too.
   */
  private static int jdksSet(HeapGraph heap, String type, String field) {
    HeapClass holder = heap.classNamed(type);
    return holder == null || holder.object() == HeapGraph.NONE
        ? HeapGraph.NONE
        : heap.reference(holder.object(), field);
  }

  /** The role of a reference that an object's field, or {@link HeapGraph#ELEMENT}, holds. */
  Role role(int source, int field) {
    if (source == jdksThreads || source == jdksExecutors) {
      return Role.NEVER_WAKING;
    }
    if (field < 0) {
      return Role.PLAIN;
    }
    if (field >= byField.length) {
      byField = Arrays.copyOf(byField, Math.max(field + 1, byField.length * 2));
    }
    Role role = byField[field];
    if (role == null) {
      role = roleOf(heap.field(field));
      byField[field] = role;
    }
    return role == Role.REFERENT ? referentRole(heap.classOf(source)) : role;
  }

  private Role roleOf(HeapField field) {
    String type = field.declaringClass();
    if (type.equals("java.lang.ref.Reference") && field.name().equals("referent")) {
      return Role.REFERENT;
    }
    if (has(PRIVATE, type, field) && !field.isStatic()) {
      return Role.PRIVATE;
    }
    if (has(NEVER_WAKING, type, field) || isMonitors(type, field)) {
      return Role.NEVER_WAKING;
    }
    if (OWN.matcher(type).matches()) {
      boolean link = OWN_LINKS.contains(field.name()) && OWN_LIST.matcher(type).matches();
      return link ? Role.NEVER_WAKING : Role.OWN;
    }
    return QUEUE_NODES.contains(type) && field.name().equals("waiter") ? Role.QUEUED : Role.PLAIN;
  }

  private boolean isMonitors(String type, HeapField field) {
    return field.isStatic() && type.equals(monitorsHolder) && field.name().equals("monitors");
  }

  private static boolean has(Map<String, Set<String>> fields, String type, HeapField field) {
    return fields.getOrDefault(type, Set.of()).contains(field.name());
  }

  private Role referentRole(HeapClass type) {
    Role role = byReferenceClass[type.number()];
    if (role == null) {
      role = roleOfReferent(type);
      byReferenceClass[type.number()] = role;
    }
    return role;
  }

  private static Role roleOfReferent(HeapClass type) {
    if (type.isA("java.lang.ref.PhantomReference")) {
      return Role.PHANTOM;
    }
    if (OWN.matcher(type.name()).matches()) {
      return Role.NEVER_WAKING;
    }
    return type.isA("java.lang.ref.WeakReference") ? Role.WEAK : Role.PLAIN;
  }
}
