package io.threadleak.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The live threads of this JVM on demand, grouped by where they stand and who started them.
 *
 * <p>The monitor's own threads are left out. Each thread is looked at once, not all of them at the
 * same instant.
 *
 * @param time when the look began, by the wall clock
 * @param groups most threads first; at most {@value #MAX_GROUPS}
 * @param dropped live threads of groups beyond that limit
 * @param sites every creation site known, with what was started there
 * @param notes what a reader should know of this look, one sentence each
 */
public record ThreadProfile(
    Instant time, List<Group> groups, int dropped, List<SiteStarts> sites, List<String> notes) {

  public static final int MAX_GROUPS = 10_000;

  /** Threads of a group that are listed one by one. */
  public static final int MAX_MEMBERS = 100;

  /** Innermost frames of a stack; what is further out is cut off. */
  public static final int MAX_FRAMES = 256;

  /** Copies the lists. */
  public ThreadProfile {
    groups = List.copyOf(groups);
    sites = List.copyOf(sites);
    notes = List.copyOf(notes);
  }

  /** Live threads of all groups. */
  public int threads() {
    return groups.stream().mapToInt(Group::threads).sum();
  }

  /**
   * Live threads with the same stack, creation site, endpoint and state.
   *
   * @param site who started them
   * @param endpoint what was being served where they were started, at most 200 characters; null if
   *     nothing
   * @param state of all of them
   * @param frames where they stand, innermost frame first, names made stable; empty where no stack
   *     was taken
   * @param threads how many, 1 or more
   * @param sampled how many of them were looked at one by one, 0 where no stack was taken
   * @param scaled whether {@code threads} is an estimate: the threads of this site and state were
   *     counted, but only a sample of their stacks was taken
   * @param members some of them, at most {@value #MAX_MEMBERS}
   * @param waitedSeconds for how long the longest of them has been seen in the same wait; null
   *     where not known
   */
  public record Group(
      CreationSite site,
      @Nullable String endpoint,
      Thread.State state,
      List<StackTraceElement> frames,
      int threads,
      int sampled,
      boolean scaled,
      List<Member> members,
      @Nullable Double waitedSeconds) {

    /** Copies the lists. */
    public Group {
      frames = List.copyOf(frames);
      members = List.copyOf(members);
    }
  }

  /**
   * One thread of a group.
   *
   * @param id by {@link Thread#getId()}
   * @param name may hold any character
   * @param waitedSeconds for how long it has been seen in the same wait; null where not known
   */
  public record Member(long id, String name, @Nullable Double waitedSeconds) {}

  /**
   * What was started at a site since the monitor began.
   *
   * @param site which
   * @param started threads started
   * @param ended those of them that have ended
   */
  public record SiteStarts(CreationSite site, long started, long ended) {}
}
