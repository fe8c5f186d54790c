package io.threadleak;

import io.threadleak.model.SiteReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which sites have a row of their own: at most N, by verdict and live threads, and sticky, so that
 * series do not flicker. A member makes room only for a site that is under suspicion while it is
 * not, or when it has no live thread left.
 */
final class ExportSelection {

  /** Most telling first. */
  static final Comparator<SiteReport> ORDER =
      Comparator.comparing((SiteReport row) -> row.verdict().verdict())
          .thenComparingInt(SiteReport::live)
          .reversed()
          .thenComparing(row -> row.site().id());

  private final int most;
  private final Set<String> members = new HashSet<>();

  ExportSelection(int most) {
    this.most = most;
  }

  /** The rows to export, in {@link #ORDER}. */
  List<SiteReport> select(List<SiteReport> rows) {
    List<SiteReport> ordered = new ArrayList<>(rows);
    ordered.sort(ORDER);
    if (ordered.size() <= most) {
      ordered.forEach(row -> members.add(row.site().id()));
      return ordered;
    }
    Map<String, SiteReport> outside = new HashMap<>();
    for (SiteReport row : ordered) {
      String id = row.site().id();
      if (!members.contains(id)) {
        if (members.size() < most) {
          members.add(id);
        } else {
          outside.put(id, row);
        }
      }
    }
    exchange(ordered, outside);
    return ordered.stream().filter(row -> members.contains(row.site().id())).toList();
  }

  /** Lets the most telling outsiders take the places of the least telling members. */
  private void exchange(List<SiteReport> ordered, Map<String, SiteReport> outside) {
    List<SiteReport> leastTelling = new ArrayList<>();
    for (int i = ordered.size() - 1; i >= 0; i--) {
      if (members.contains(ordered.get(i).site().id())) {
        leastTelling.add(ordered.get(i));
      }
    }
    int next = 0;
    for (SiteReport candidate : ordered) {
      if (next == leastTelling.size()) {
        return;
      }
      SiteReport member = leastTelling.get(next);
      if (outside.containsKey(candidate.site().id()) && mustYield(member, candidate)) {
        members.remove(member.site().id());
        members.add(candidate.site().id());
        next++;
      }
    }
  }

  private static boolean mustYield(SiteReport member, SiteReport candidate) {
    boolean suspicious = isSuspicious(candidate) && !isSuspicious(member);
    return suspicious || (member.live() == 0 && candidate.live() > 0 && !isSuspicious(member));
  }

  private static boolean isSuspicious(SiteReport row) {
    return row.verdict().verdict().isSuspicious();
  }
}
