package io.threadleak.heap;

import io.threadleak.heap.HeapThread.HeapFrame;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The threads of a dump, in the order of the file. Kept as numbers; a {@link HeapThread} is made
 * anew each time it is asked for, so that a million of them need not stand in memory at once.
 */
final class DumpThreads extends AbstractList<HeapThread> implements RandomAccess {

  private static final int[] NO_OBJECTS = {};

  /** The line of a native method in a dump; in a {@link StackTraceElement} it is -2. */
  private static final int NATIVE = -3;

  /** What tells one place in code from another. */
  private record Place(long method, long source, long classSerial, int line) {}

  private record Code(StackTraceElement method, int classObject) {}

  private static final Code UNKNOWN =
      new Code(new StackTraceElement("<unknown>", "<unknown>", null, -1), HeapGraph.NONE);

  private final DumpBytes in;
  private final DumpNames names;
  private final DumpClasses classes;
  private final LongMap frames = new LongMap();
  private final LongMap traces = new LongMap();
  private final LongMap numbers = new LongMap();
  private final IntList objects = new IntList();
  private final IntList traceSerials = new IntList();
  private final Map<Place, Code> places = new HashMap<>();

  /** Roots of threads as they are told: object, serial number of the thread, frame. */
  private final IntList rootObjects = new IntList();

  private final IntList rootThreads = new IntList();
  private final IntList rootFrames = new IntList();

  /** Roots by thread: those of thread {@code n} are from {@code first[n]} to {@code first[n+1]}. */
  private int[] first = {};

  private int[] rootsByThread = {};

  DumpThreads(DumpBytes in, DumpNames names, DumpClasses classes) {
    this.in = in;
    this.names = names;
    this.classes = classes;
  }

  void addFrame(long position) {
    frames.put(in.id(position) + 1, position);
  }

  void addTrace(long position) {
    traces.put(in.u4(position) + 1, position);
  }

  /** Takes up a thread: position of the serial numbers of thread and trace. */
  void addThread(int object, long position) {
    numbers.put(in.u4(position) + 1, objects.size());
    objects.add(object);
    traceSerials.add(in.i4(position + 4));
  }

  /** Takes up what a thread holds in a frame, or by JNI in none. */
  void addRoot(int object, int threadSerial, int frame) {
    rootObjects.add(object);
    rootThreads.add(threadSerial);
    rootFrames.add(frame);
  }

  /** Sorts roots by threads; those of threads that are not told are global. */
  void seal(IntList globalRoots) {
    int[] threadOf = new int[rootObjects.size()];
    first = new int[objects.size() + 1];
    for (int i = 0; i < threadOf.length; i++) {
      threadOf[i] = (int) numbers.get((rootThreads.get(i) & 0xFFFF_FFFFL) + 1, -1);
      if (threadOf[i] < 0) {
        globalRoots.add(rootObjects.get(i));
      } else {
        first[threadOf[i] + 1]++;
      }
    }
    for (int i = 1; i < first.length; i++) {
      first[i] += first[i - 1];
    }
    int[] next = first.clone();
    rootsByThread = new int[first[first.length - 1]];
    for (int i = 0; i < threadOf.length; i++) {
      if (threadOf[i] >= 0) {
        rootsByThread[next[threadOf[i]]++] = i;
      }
    }
  }

  @Override
  public int size() {
    return objects.size();
  }

  @Override
  public HeapThread get(int number) {
    long trace = traces.get((traceSerials.get(number) & 0xFFFF_FFFFL) + 1, -1);
    int depth = trace < 0 ? 0 : in.i4(trace + 8);
    @Nullable IntList[] locals = new IntList[depth];
    IntList others = new IntList();
    for (int i = first[number]; i < first[number + 1]; i++) {
      int root = rootsByThread[i];
      int frame = rootFrames.get(root);
      IntList to = others;
      if (frame >= 0 && frame < depth) {
        IntList own = locals[frame];
        to = own == null ? new IntList() : own;
        locals[frame] = to;
      }
      to.add(rootObjects.get(root));
    }
    List<HeapFrame> stack = new ArrayList<>(depth);
    for (int i = 0; i < depth; i++) {
      long id = in.id(trace + 12 + (long) i * in.idSize());
      stack.add(frame(frames.get(id + 1, -1), locals[i]));
    }
    return new HeapThread(objects.get(number), List.copyOf(stack), others.toArray());
  }

  private HeapFrame frame(long position, @Nullable IntList locals) {
    Code code = UNKNOWN;
    if (position >= 0) {
      int id = in.idSize();
      Place place =
          new Place(
              in.id(position + id),
              in.id(position + 3L * id),
              in.u4(position + 4L * id),
              in.i4(position + 4L * id + 4));
      code = places.computeIfAbsent(place, this::code);
    }
    return new HeapFrame(
        code.method,
        code.classObject,
        code.method.isNativeMethod(),
        locals == null ? NO_OBJECTS : locals.toArray());
  }

  private Code code(Place place) {
    ClassLayout type = classes.bySerial(place.classSerial);
    int line = place.line == NATIVE ? -2 : Math.max(place.line, -1);
    String source = names.name(place.source, "");
    return new Code(
        new StackTraceElement(
            type == null ? "<unknown>" : type.type.name(),
            names.name(place.method, "<unknown>"),
            source.isEmpty() ? null : source,
            line),
        type == null ? HeapGraph.NONE : type.type.object());
  }
}
