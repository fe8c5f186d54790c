package io.threadleak.reliability.host;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** What a shop prints where nobody but itself prints anything. */
public final class ShopOutput {

  private static final int TOLD_EVERY = 100;
  private static final int AUDITED_EVERY = 250;
  private static final int MOST_TOLD = 3;

  private ShopOutput() {}

  /** How the output of a shop that had so many orders and was closed differs, in words. */
  public static List<String> differences(HostJvm host, long orders) {
    List<String> out = new ArrayList<>(List.of("shop: open"));
    out.addAll(every(TOLD_EVERY, orders, "shop: order "));
    out.add("shop: closed");
    List<String> differences = new ArrayList<>();
    compare("standard output", out, host.out(), differences);
    compare(
        "standard error", every(AUDITED_EVERY, orders, "shop: audit "), host.err(), differences);
    return differences;
  }

  /** In any order, since two threads that print may change places. */
  private static void compare(
      String where, List<String> expected, List<String> printed, List<String> differences) {
    List<String> more = new ArrayList<>(printed);
    expected.forEach(more::remove);
    List<String> missing = new ArrayList<>(expected);
    printed.forEach(missing::remove);
    if (!more.isEmpty()) {
      differences.add(where + " has more: " + first(more));
    }
    if (!missing.isEmpty()) {
      differences.add(where + " lacks " + first(missing));
    }
  }

  private static List<String> first(List<String> lines) {
    return lines.subList(0, Math.min(MOST_TOLD, lines.size()));
  }

  private static List<String> every(int step, long orders, String words) {
    return LongStream.rangeClosed(1, orders / step)
        .mapToObj(number -> words + number * step)
        .toList();
  }
}
