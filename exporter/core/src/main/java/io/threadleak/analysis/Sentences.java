package io.threadleak.analysis;

/**
 * What a judgement says to a person, one sentence each, on one line.
 *
 * @param summary what was seen
 * @param explanation why that leads to the verdict
 * @param nextStep what to do
 */
public record Sentences(String summary, String explanation, String nextStep) {

  /** The same with a clause appended to the summary, before its full stop. */
  Sentences with(String clause) {
    String open = summary.substring(0, summary.length() - 1);
    return new Sentences(open + "; " + clause + ".", explanation, nextStep);
  }
}
