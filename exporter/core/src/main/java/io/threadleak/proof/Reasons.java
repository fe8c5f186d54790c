package io.threadleak.proof;

import io.threadleak.heap.HeapGraph;
import java.util.Locale;

/** Says in one sentence why a thread cannot go on. */
final class Reasons {

  private static final int LONGEST_CHAIN = 1_000;

  private final HeapGraph heap;
  private final Jdk jdk;
  private final Waits waits;
  private final Words words;
  private final Holders holders;

  Reasons(HeapGraph heap, Jdk jdk, Waits waits, Words words, Holders holders) {
    this.heap = heap;
    this.jdk = jdk;
    this.waits = waits;
    this.words = words;
    this.holders = holders;
  }

  /** The sentence for a finding that stands for threads of one stack and one cause. */
  String why(int waiter, Cause cause) {
    return switch (cause) {
      case GUESSED ->
          "Nothing alive can reach anything that the waiting method holds, the monitor being most"
              + " likely among that.";
      case HELD_BY_GUESSED ->
          "Only a thread that itself waits, for a monitor that was guessed, could wake it.";
      case WEAK ->
          "Nothing alive can reach what could wake it, but through weak references or a thread that"
              + " depends on one.";
      case HELD -> held(waiter);
      case HELD_BY_STUCK ->
          "Only a thread that is itself stuck could wake it" + until(waiter) + ".";
      case UNREACHABLE -> unreachable(waiter);
    };
  }

  private String held(int waiter) {
    Wait wait = waits.waiter(waiter).awaited();
    String interrupt = "; only an interrupt by whoever holds the thread could end the wait.";
    return wait.reason() == Wait.Reason.LOCK
            || wait.reason() == Wait.Reason.LOCK_OF_ENDED
            || wait.reason() == Wait.Reason.JOIN
        ? stripEnd(unreachable(waiter)) + interrupt
        : "Nothing alive can reach what it waits for" + interrupt;
  }

  private static String stripEnd(String sentence) {
    return sentence.substring(0, sentence.length() - 1);
  }

  private String unreachable(int number) {
    Waiter waiter = waits.waiter(number);
    return switch (waiter.awaited().reason()) {
      case SYNCHRONIZER, MONITOR, REFERENCE ->
          holders.isAlone(number, waiter.awaited().object())
              ? "Only the thread that waits for it still holds it, so nothing can wake it."
              : "Nothing alive can reach it: only threads that wait for ever still hold it.";
      case PARK -> "Nothing alive holds this thread, so nothing can unpark it.";
      case LOCK_OF_ENDED ->
          "Its owner, thread "
              + owner(waiter.awaited().object())
              + ", has ended without unlocking it.";
      case LOCK, ENTER -> "Its owner is thread " + chain(number);
      case JOIN -> "It waits for the end of thread " + chain(number);
    };
  }

  private String owner(int lock) {
    return quoted(jdk.name(heap.reference(lock, "exclusiveOwnerThread")));
  }

  private String until(int waiter) {
    int until = waits.waiter(waiter).awaited().until();
    return until == HeapGraph.NONE ? "" : ": thread " + quoted(jdk.name(until));
  }

  /** The next thread of a chain, and that it waits too: for ever, or in a circle. */
  private String chain(int waiter) {
    int until = waits.waiter(waiter).awaited().until();
    int next = waits.waiterOf(until);
    String name = quoted(jdk.name(until));
    if (next < 0) {
      return name + ".";
    }
    return isCircle(waiter)
        ? name + ", which waits for this one in turn: a deadlock."
        : name + ", which itself waits for ever for " + words.waitsFor(waits.waiter(next)) + ".";
  }

  private boolean isCircle(int start) {
    int waiter = start;
    for (int step = 0; step < LONGEST_CHAIN; step++) {
      int until = waits.waiter(waiter).awaited().until();
      waiter = until == HeapGraph.NONE ? -1 : waits.waiterOf(until);
      if (waiter < 0 || waiter == start) {
        return waiter == start;
      }
    }
    return false;
  }

  static String quoted(String name) {
    return name.isEmpty() ? "without a name" : String.format(Locale.ROOT, "\"%s\"", name);
  }
}
