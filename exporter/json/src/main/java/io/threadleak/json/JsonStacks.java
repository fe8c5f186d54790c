package io.threadleak.json;

import io.threadleak.exposition.Answer;
import io.threadleak.exposition.StackExposition;
import io.threadleak.model.CreationSite;
import io.threadleak.model.LeakReport;
import io.threadleak.model.StateCounts;
import io.threadleak.model.ThreadProfile;
import io.threadleak.model.ThreadProfile.Group;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where the threads of one site stand, as JSON: stacks with the same frames and state are one, most
 * threads first, at most {@value #MOST_STACKS}.
 *
 * <pre>{@code
 * {"format":"threadleak-stacks","version":1,"siteId":"1a2b3c4d","time":"2026-01-02T03:04:05Z",
 *  "threads":37,"sampled":37,"stacks":[{"threads":36,"state":"waiting",
 *   "frames":["java.util.concurrent.locks.LockSupport.park(LockSupport.java:341)",...]},...]}
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class JsonStacks implements StackExposition {

  static final int MOST_STACKS = 500;

  private final JsonMapper mapper = JsonReports.mapper();

  /** Makes one. */
  public JsonStacks() {}

  @Override
  public Answer stacks(LeakReport report, ThreadProfile profile, String key) {
    List<Group> groups = profile.groups().stream().filter(belongsTo(report, key)).toList();
    View view =
        new View(
            "threadleak-stacks",
            1,
            key,
            profile.time(),
            groups.stream().mapToInt(Group::threads).sum(),
            groups.stream().mapToInt(Group::sampled).sum(),
            merged(groups));
    // As in JsonReports: a string's own encoder takes half a surrogate pair.
    String json = mapper.writeValueAsString(view);
    return new Answer(JsonReports.CONTENT_TYPE, json.getBytes(StandardCharsets.UTF_8));
  }

  /** A thread belongs to its site's row, or to the rest of its kind where there is none. */
  private static Predicate<Group> belongsTo(LeakReport report, String key) {
    Set<String> rows =
        report.sites().stream()
            .map(row -> row.site().key())
            .collect(Collectors.toUnmodifiableSet());
    return group -> {
      CreationSite site = group.site();
      String own = site.key();
      return key.equals(rows.contains(own) ? own : CreationSite.otherName(site.kind()));
    };
  }

  private static List<StackView> merged(List<Group> groups) {
    Map<Place, Integer> places = new LinkedHashMap<>();
    for (Group group : groups) {
      places.merge(new Place(group.state(), group.frames()), group.threads(), Integer::sum);
    }
    List<StackView> stacks = new ArrayList<>();
    places.forEach(
        (place, threads) ->
            stacks.add(
                new StackView(
                    threads, StateCounts.label(place.state), Frames.write(place.frames))));
    stacks.sort(Comparator.comparingInt(StackView::threads).reversed());
    return stacks.subList(0, Math.min(MOST_STACKS, stacks.size()));
  }

  private record Place(Thread.State state, List<StackTraceElement> frames) {}

  /** The keys, in this order. */
  private record View(
      String format,
      int version,
      String siteId,
      Instant time,
      int threads,
      int sampled,
      List<StackView> stacks) {}

  private record StackView(int threads, String state, List<String> frames) {}
}
