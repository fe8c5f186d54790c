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

  /** Roots in the order of the file. */
  private static final class ThreadRoots {
    private final IntList objects = new IntList();

    /** Serial numbers of threads; then their numbers here, -1 for none. */
    private final IntList threads = new IntList();

    private final IntList frames = new IntList();
  }

  private record Code(StackTraceElement method, int classObject) {}

  private static final Code UNKNOWN =
      new Code(new StackTraceElement("<unknown>", "<unknown>", null, -1), HeapGraph.NONE);

  private final DumpBytes in;
  private final DumpNames names;
  private final DumpClasses classes;
  private final FrameRuns frames;
  private final LongMap traces = new LongMap();
  private final LongMap numbers = new LongMap();
  private final IntList objects = new IntList();
  private final IntList traceSerials = new IntList();
  private final Map<Place, Code> places = new HashMap<>();

  /** Roots of threads as they are told; empty once sorted. */
  private ThreadRoots told = new ThreadRoots();

  /** Roots by thread: those of thread {@code n} are from {@code first[n]} to {@code first[n+1]}. */
  private int[] first = {};

  private int[] rootObjects = {};
  private int[] rootFrames = {};

  DumpThreads(DumpBytes in, DumpNames names, DumpClasses classes) {
    this.in = in;
    this.names = names;
    this.classes = classes;
    this.frames = new FrameRuns(in.idSize());
  }

  void addFrame(long position) {
    frames.add(in.id(position), position);
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
    told.objects.add(object);
    told.threads.add(threadSerial);
    told.frames.add(frame);
  }

  /** Sorts roots by threads; those of threads that are not told are global. */
  void seal(IntList globalRoots) {
    frames.seal();
    first = new int[objects.size() + 1];
    for (int i = 0; i < told.threads.size(); i++) {
      int thread = (int) numbers.get((told.threads.get(i) & 0xFFFF_FFFFL) + 1, -1);
      told.threads.set(i, thread);
      if (thread < 0) {
        globalRoots.add(told.objects.get(i));
      } else {
        first[thread + 1]++;
      }
    }
    for (int i = 1; i < first.length; i++) {
      first[i] += first[i - 1];
    }
    int[] next = first.clone();
    rootObjects = new int[first[first.length - 1]];
    rootFrames = new int[rootObjects.length];
    for (int i = 0; i < told.threads.size(); i++) {
      if (told.threads.get(i) >= 0) {
        int to = next[told.threads.get(i)]++;
        rootObjects[to] = told.objects.get(i);
        rootFrames[to] = told.frames.get(i);
      }
    }
    told = new ThreadRoots();
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
      int frame = rootFrames[i];
      IntList to = others;
      if (frame >= 0 && frame < depth) {
        IntList own = locals[frame];
        to = own == null ? new IntList() : own;
        locals[frame] = to;
      }
      to.add(rootObjects[i]);
    }
    List<HeapFrame> stack = new ArrayList<>(depth);
    for (int i = 0; i < depth; i++) {
      long id = in.id(trace + 12 + (long) i * in.idSize());
      stack.add(frame(frames.find(id), locals[i]));
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
    ClassLayout type = classes.dumpedBySerial(place.classSerial);
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
