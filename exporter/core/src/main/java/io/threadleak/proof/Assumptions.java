package io.threadleak.proof;

import io.threadleak.heap.HeapGraph;
import io.threadleak.heap.HeapThread;
import io.threadleak.heap.HeapThread.HeapFrame;
import java.util.ArrayList;
import java.util.List;

/** Says what a heap and a question leave to be assumed, and what they do not show. */
final class Assumptions {

  private static final int MOST_NAMED = 5;

  private static final List<String> JDK_PACKAGES =
      List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

  private final HeapGraph heap;
  private final Jdk jdk;
  private final ProofQuestion question;

  Assumptions(HeapGraph heap, Jdk jdk, ProofQuestion question) {
    this.heap = heap;
    this.jdk = jdk;
    this.question = question;
  }

  /** What must hold for the surest findings, as in {@link ProofFindings#assumptions}. */
  List<String> all() {
    List<String> all = new ArrayList<>();
    if (!question.isFresh()) {
      all.add("No thread was being woken at the moment of the dump: nobody could look again.");
      all.add("Nothing is held by the JVM in ways that a dump does not tell.");
    }
    if (!question.compiledObjectsAreTold()) {
      all.add(
          "Nothing that could wake a thread is reached only through an object that compiled code"
              + " has taken apart (-XX:-EliminateAllocations makes sure).");
    } else if (heap.classNamed(Jdk.VIRTUAL) != null) {
      all.add(
          "Nothing that could wake a thread is reached only through an object that compiled code"
              + " has taken apart on the stack of a virtual thread that is not mounted.");
    }
    return all;
  }

  /** What was not looked at, as in {@link ProofFindings#blindSpots}. */
  List<String> blindSpots(Threads threads) {
    List<String> named = new ArrayList<>();
    int count = 0;
    for (HeapThread thread : threads.running()) {
      for (HeapFrame frame : thread.frames()) {
        if (frame.isNative() && !isOfJdk(frame.method().getClassName())) {
          count++;
          if (named.size() < MOST_NAMED) {
            named.add(frame.method().getClassName() + '.' + frame.method().getMethodName());
          }
          break;
        }
      }
    }
    return count == 0
        ? List.of()
        : List.of(
            count
                + (count == 1 ? " thread is" : " threads are")
                + " in native code, and what that alone holds does not show: "
                + String.join(", ", named.stream().distinct().toList())
                + '.');
  }

  private static boolean isOfJdk(String type) {
    return JDK_PACKAGES.stream().anyMatch(type::startsWith);
  }

  /** Why nothing was looked at. */
  String refusal() {
    return "Virtual threads are in use, and a heap dump of "
        + (jdk.feature() == 0 ? "this JDK" : "JDK " + jdk.feature())
        + " does not hold their stacks: nothing can be proved before JDK 22.";
  }
}
