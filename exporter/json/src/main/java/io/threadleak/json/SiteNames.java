package io.threadleak.json;

import io.threadleak.model.CreationSite;
import io.threadleak.model.SiteReport;
import io.threadleak.model.ThreadKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The names that creation sites have in one process' recording: the label, and {@code LABEL
 * [SITE_ID]} where another site has that name already or comes in the same round with the same
 * label. A name once given stays. {@code other} and {@code other (virtual)} belong to the folded
 * rests. A label longer than {@value #MOST_CHARACTERS} characters is cut.
 *
 * <p>As many names are kept as the monitor keeps sites apart. Not thread-safe.
 */
final class SiteNames {

  /** A thread's name may be of any length, and may be a label. */
  static final int MOST_CHARACTERS = 1_000;

  private final Map<String, String> byId = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  SiteNames() {
    for (ThreadKind kind : ThreadKind.values()) {
      taken.add(CreationSite.otherName(kind));
    }
  }

  /** The names of a report's rows, in their order. */
  List<String> of(List<SiteReport> rows) {
    Map<String, Integer> newcomers = new HashMap<>();
    for (SiteReport row : rows) {
      if (!row.site().isOther() && !byId.containsKey(row.site().id())) {
        newcomers.merge(label(row), 1, Integer::sum);
      }
    }
    List<String> names = new ArrayList<>(rows.size());
    for (SiteReport row : rows) {
      names.add(nameOf(row, newcomers));
    }
    return names;
  }

  private String nameOf(SiteReport row, Map<String, Integer> newcomers) {
    if (row.site().isOther()) {
      return CreationSite.otherName(row.site().kind());
    }
    String id = row.site().id();
    String known = byId.get(id);
    if (known != null) {
      return known;
    }
    String name = label(row);
    if (newcomers.getOrDefault(name, 0) > 1) {
      name = name + mark(id);
    }
    while (!taken.add(name)) {
      name = name + mark(id);
    }
    byId.put(id, name);
    return name;
  }

  private static String mark(String id) {
    return " [" + id + "]";
  }

  /** Halves of surrogate pairs, which UTF-8 cannot hold, become {@code ?}. */
  private static String label(SiteReport row) {
    String label = row.site().label();
    String cut = label.substring(0, Math.min(label.length(), MOST_CHARACTERS));
    return new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
