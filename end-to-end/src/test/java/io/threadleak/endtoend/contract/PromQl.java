package io.threadleak.endtoend.contract;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a PromQL expression names: its selectors, functions and grouping labels. No parser: whether
 * the expression is well-formed is for promtool to say.
 *
 * @param selectors in order of appearance
 * @param functions functions and aggregations by name
 * @param groupingLabels labels after {@code by}, {@code without}, {@code on} and the like
 */
record PromQl(List<Selector> selectors, Set<String> functions, Set<String> groupingLabels) {

  private static final Set<String> GROUPING =
      Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
  private static final Set<String> OPERATORS =
      Set.of("and", "or", "unless", "offset", "bool", "inf", "nan", "atan2");
  private static final Pattern TOKEN =
      Pattern.compile(
          "\"(?:[^\"\\\\]|\\\\.)*\"|\\[[^]]*]|\\$\\{?\\w+}?|[0-9][0-9a-zA-Z.]*"
              + "|[a-zA-Z_:][a-zA-Z0-9_:]*|=~|!~|!=|==|[^\\s]");

  /**
   * A metric with its matchers.
   *
   * @param metric empty where the matchers alone select
   * @param function the function that takes the selector directly, empty where there is none
   */
  record Selector(String metric, List<Match> matchers, String function) {

    /** The matcher of a label, as {@code =~ "x"}; empty where it has none. */
    String matcherOf(String label) {
      return matchers.stream()
          .filter(match -> match.label().equals(label))
          .map(match -> match.operator() + " \"" + match.value() + "\"")
          .findFirst()
          .orElse("");
    }
  }

  /** One label matcher; the value without its quotes. */
  record Match(String label, String operator, String value) {

    /** The values it takes: one, or those that a regular expression lists. */
    List<String> alternatives() {
      return operator.endsWith("~") ? List.of(value.split("\\|", -1)) : List.of(value);
    }
  }

  /** Reads an expression. */
  static PromQl of(String expression) {
    return new Reader(expression).read();
  }

  /** Walks the tokens once, left to right. */
  private static final class Reader {
    private final List<String> tokens = new ArrayList<>();
    private final List<Selector> selectors = new ArrayList<>();
    private final Set<String> functions = new LinkedHashSet<>();
    private final Set<String> groupingLabels = new LinkedHashSet<>();
    private int at;

    Reader(String expression) {
      Matcher matcher = TOKEN.matcher(expression);
      while (matcher.find()) {
        tokens.add(matcher.group());
      }
    }

    PromQl read() {
      while (at < tokens.size()) {
        String token = tokens.get(at);
        if (token.equals("{")) {
          selector("");
        } else if (token.matches("[a-zA-Z_:].*") && !OPERATORS.contains(token)) {
          word(token);
        } else {
          at++;
        }
      }
      return new PromQl(selectors, functions, groupingLabels);
    }

    private void word(String word) {
      String next = peek(1);
      if (GROUPING.contains(word)) {
        grouping();
      } else if (next.equals("(") || GROUPING.contains(next)) {
        functions.add(word);
        at++;
      } else {
        selector(word);
      }
    }

    private void grouping() {
      at++;
      if (!peek(0).equals("(")) {
        return;
      }
      for (at++; !ended(")"); at++) {
        if (!peek(0).equals(",")) {
          groupingLabels.add(peek(0));
        }
      }
    }

    private void selector(String metric) {
      String function = at >= 2 && peek(-1).equals("(") ? peek(-2) : "";
      List<Match> matchers = new ArrayList<>();
      if (!metric.isEmpty()) {
        at++;
      }
      if (peek(0).equals("{")) {
        for (at++; !ended("}"); at++) {
          if (!peek(0).equals(",")) {
            String quoted = peek(2);
            matchers.add(new Match(peek(0), peek(1), quoted.substring(1, quoted.length() - 1)));
            at += 2;
          }
        }
        at++;
      }
      selectors.add(new Selector(metric, matchers, function.matches("[a-z_0-9]+") ? function : ""));
    }

    private boolean ended(String bracket) {
      if (at >= tokens.size()) {
        throw new IllegalArgumentException("no " + bracket + ": " + String.join(" ", tokens));
      }
      return peek(0).equals(bracket);
    }

    private String peek(int offset) {
      int index = at + offset;
      return index < 0 || index >= tokens.size() ? "" : tokens.get(index);
    }
  }
}
