package io.threadleak.proof;

import io.threadleak.heap.HeapClass;
import io.threadleak.heap.HeapField;
import io.threadleak.heap.HeapGraph;
import io.threadleak.heap.HeapThread;
import io.threadleak.heap.HeapThread.HeapFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes paths down: one line a step, what is inside of a collection being one step. */
final class PathWords {

  private static final int MOST_STEPS = 12;
  private static final int AT_THE_END = 6;

  private static final Pattern COLLECTION =
      Pattern.compile(
          "\\[.*|java\\.util\\.(?!concurrent\\.|Timer)[A-Z].*"
              + "|java\\.util\\.concurrent\\.\\w*(Map|Set|Queue|Deque|List)\\b.*");

  private final HeapGraph heap;
  private final Jdk jdk;
  private final Map<Integer, HeapClass> classes = new HashMap<>();
  private final Set<Integer> begins;
  private final Map<Integer, String> roots = new HashMap<>();

  /** Words for paths that begin at those objects. */
  PathWords(HeapGraph heap, Jdk jdk, Set<Integer> begins) {
    this.heap = heap;
    this.jdk = jdk;
    this.begins = begins;
    for (HeapClass type : heap.classes()) {
      classes.put(type.object(), type);
    }
  }

  /** The object that a path to an object begins at. */
  static int begin(List<Paths.Step> path, int target) {
    return path.isEmpty() ? target : path.get(0).from();
  }

  /** Takes up a thread that may hold what a path begins at. */
  void see(HeapThread thread) {
    if (begins.contains(thread.object())) {
      roots.putIfAbsent(thread.object(), "thread " + Reasons.quoted(jdk.name(thread.object())));
    }
    for (HeapFrame frame : thread.frames()) {
      for (int local : frame.locals()) {
        if (begins.contains(local)) {
          roots.putIfAbsent(local, local(thread, frame));
        }
      }
    }
  }

  /** The lines for a path to an object that is more than a root. */
  List<String> lines(List<Paths.Step> path, int target) {
    List<String> lines = new ArrayList<>();
    int first = begin(path, target);
    if (!classes.containsKey(first)) {
      lines.add(roots.getOrDefault(first, "native code or the JVM itself"));
    }
    boolean wasCollection = false;
    for (Paths.Step step : path) {
      boolean isCollection = COLLECTION.matcher(heap.classOf(step.from()).name()).matches();
      if (!isCollection || !wasCollection) {
        lines.add(isCollection ? collection(step) : line(step));
      }
      wasCollection = isCollection;
    }
    return cut(lines);
  }

  private String collection(Paths.Step step) {
    String type = heap.classOf(step.from()).name();
    return type.startsWith("[") ? "an array" : type;
  }

  private String line(Paths.Step step) {
    HeapClass holder = classes.get(step.from());
    if (step.field() < 0) {
      return heap.classOf(step.from()).name();
    }
    HeapField field = heap.field(step.field());
    if (holder != null) {
      return field.name().startsWith("<")
          ? "class " + holder.name()
          : "static " + holder.name() + '.' + field.name();
    }
    String name = heap.classOf(step.from()).name() + '.' + field.name();
    return field.name().equals("referent") ? name + " (weak)" : name;
  }

  private String local(HeapThread thread, HeapFrame frame) {
    String name =
        thread.object() == HeapGraph.NONE ? "" : Reasons.quoted(jdk.name(thread.object()));
    StackTraceElement method = frame.method();
    return "a local of "
        + method.getClassName()
        + '.'
        + method.getMethodName()
        + " in thread "
        + name;
  }

  private static List<String> cut(List<String> lines) {
    if (lines.size() <= MOST_STEPS) {
      return lines;
    }
    List<String> cut = new ArrayList<>(lines.subList(0, MOST_STEPS - AT_THE_END - 1));
    cut.add("... " + (lines.size() - MOST_STEPS + 1) + " more ...");
    cut.addAll(lines.subList(lines.size() - AT_THE_END, lines.size()));
    return cut;
  }
}
