package io.threadleak.reliability.input;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Feeds a parser. */
final class ParserRun {

  private static final Duration SLOW = Duration.ofSeconds(5);
  private static final int SHOWN_CHARACTERS = 200;

  private ParserRun() {}

  /** So many inputs of a seed; what came of them. */
  static InputOutcome run(Parser parser, long seed, long inputs) {
    Mutator mutator = new Mutator(seed, parser.good(), parser.words());
    Map<String, Long> answers = new TreeMap<>();
    List<String> examples = new ArrayList<>();
    for (long number = 0; number < inputs; number++) {
      byte[] input = mutator.input(number);
      long began = System.nanoTime();
      try {
        answers.merge(parser.read(input), 1L, Long::sum);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        if (took.compareTo(SLOW) > 0) {
          examples.add(told(number, input, "took " + took));
        }
      } catch (Throwable unhandled) {
        examples.add(told(number, input, describe(unhandled)));
      }
    }
    return new InputOutcome(parser.kind(), inputs, answers, examples.size(), examples);
  }

  private static String describe(Throwable unhandled) {
    StackTraceElement[] stack = unhandled.getStackTrace();
    return unhandled + (stack.length == 0 ? "" : " at " + stack[0]);
  }

  static String told(long number, byte[] input, String how) {
    String text = new String(input, StandardCharsets.UTF_8);
    String shown = text.substring(0, Math.min(SHOWN_CHARACTERS, text.length()));
    return "input " + number + ": " + how + " for '" + shown.replaceAll("\\p{Cntrl}", ".") + "'";
  }
}
