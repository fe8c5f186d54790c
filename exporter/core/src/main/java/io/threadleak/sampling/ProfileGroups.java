package io.threadleak.sampling;

import io.threadleak.attribution.CodeNames;
import io.threadleak.attribution.EndpointEntry;
import io.threadleak.attribution.SiteEntry;
import io.threadleak.model.ThreadProfile;
import io.threadleak.model.ThreadProfile.Group;
import io.threadleak.model.ThreadProfile.Member;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Threads of a profile by site, endpoint, state and stack: bounded, since only the first groups are
 * kept and the threads of others counted. Used by one thread.
 */
final class ProfileGroups {

  /** Threads listed one by one, over all groups. */
  private static final int MAX_MEMBERS_IN_ALL = 20_000;

  private record Key(Origin origin, Thread.State state, List<StackTraceElement> frames) {}

  /** Who started a thread, and in which scope, if in any. */
  record Origin(SiteEntry site, @Nullable EndpointEntry endpoint) {

    @Nullable String endpointName() {
      return endpoint == null ? null : endpoint.name();
    }
  }

  private static final class Counted {

    private final List<Member> members = new ArrayList<>();
    private int threads;
    private int sampled;
    private boolean scaled;
    private @Nullable Double waitedSeconds;
  }

  private final Map<Key, Counted> groups = new LinkedHashMap<>();
  private int dropped;
  private int listed;

  /** Adds one thread that was looked at. */
  void add(Origin origin, Thread.State state, StackTraceElement[] stack, Member member) {
    add(origin, state, stack, 1, false, List.of(member));
  }

  /**
   * Adds threads with the same stack.
   *
   * @param scaled whether their number is an estimate
   * @param members those of them that were looked at
   */
  void add(
      Origin origin,
      Thread.State state,
      StackTraceElement[] stack,
      int threads,
      boolean scaled,
      List<Member> members) {
    Key key = new Key(origin, state, stable(stack));
    Counted group = groups.get(key);
    if (group == null) {
      if (groups.size() == ThreadProfile.MAX_GROUPS) {
        dropped += threads;
        return;
      }
      group = new Counted();
      groups.put(key, group);
    }
    group.threads += threads;
    group.sampled += members.size();
    group.scaled |= scaled;
    for (Member member : members) {
      if (hasRoom(group)) {
        group.members.add(member);
        listed++;
      }
      group.waitedSeconds = longest(group.waitedSeconds, member.waitedSeconds());
    }
  }

  /** Every group lists its first thread; further ones as long as all lists together are short. */
  private boolean hasRoom(Counted group) {
    return group.members.isEmpty()
        || (group.members.size() < ThreadProfile.MAX_MEMBERS && listed < MAX_MEMBERS_IN_ALL);
  }

  /** Names as everywhere else, so that a stack is the same whatever the JVM made up this time. */
  private static List<StackTraceElement> stable(StackTraceElement[] stack) {
    return Arrays.stream(stack).limit(ThreadProfile.MAX_FRAMES).map(CodeNames::stable).toList();
  }

  private static @Nullable Double longest(@Nullable Double one, @Nullable Double other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return Math.max(one, other);
  }

  /** Threads that found no room. */
  int dropped() {
    return dropped;
  }

  /** All groups, most threads first. */
  List<Group> groups() {
    List<Group> all = new ArrayList<>(groups.size());
    groups.forEach(
        (key, counted) ->
            all.add(
                new Group(
                    key.origin.site().site(),
                    key.origin.endpointName(),
                    key.state,
                    key.frames,
                    counted.threads,
                    counted.sampled,
                    counted.scaled,
                    counted.members,
                    counted.waitedSeconds)));
    all.sort(Comparator.comparingInt(Group::threads).reversed());
    return all;
  }
}
