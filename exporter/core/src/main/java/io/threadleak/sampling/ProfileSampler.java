package io.threadleak.sampling;

import io.threadleak.attribution.SiteEntry;
import io.threadleak.attribution.ThreadIds;
import io.threadleak.attribution.ThreadLedger;
import io.threadleak.model.ThreadProfile;
import io.threadleak.model.ThreadProfile.Member;
import io.threadleak.model.ThreadProfile.SiteStarts;
import io.threadleak.sampling.ProfileGroups.Origin;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the stacks of all live threads on demand, never at a scrape. Used by the sampling thread
 * alone.
 *
 * <p>Platform threads are looked at {@value #THREADS_A_STOP} at a time: one {@code dumpAllThreads}
 * stops the JVM for all of them, 270 ms for 10,000 threads on JDK 17 and 130 ms on JDK 25, so many
 * at a time for 17 and 9 ms each, at the same total ({@code docs/design-decisions.md}). Memory is
 * bounded in the same way.
 */
public final class ProfileSampler {

  static final int THREADS_A_STOP = 500;

  private final ThreadLedger ledger;
  private final @Nullable VirtualSampler virtualThreads;
  private final LiveThreads threads = new LiveThreads();
  private final SeenWaits waits = new SeenWaits();
  private final ThreadMXBean mxBean = ManagementFactory.getThreadMXBean();

  /**
   * A sampler of threads that are attributed in rounds.
   *
   * @param ledger knows who started platform threads
   * @param virtualThreads knows the virtual ones; null where those are not counted
   */
  public ProfileSampler(ThreadLedger ledger, @Nullable VirtualSampler virtualThreads) {
    this.ledger = ledger;
    this.virtualThreads = virtualThreads;
  }

  /** Looks once; the time is what the profile is to carry. */
  public ThreadProfile sample(Instant time) {
    ProfileGroups groups = new ProfileGroups();
    waits.begin(ledger.nanos());
    long[] ids = platformIds();
    for (int from = 0; from < ids.length; from += THREADS_A_STOP) {
      look(Arrays.copyOfRange(ids, from, Math.min(ids.length, from + THREADS_A_STOP)), groups);
    }
    VirtualSampler virtual = virtualThreads;
    if (virtual != null) {
      VirtualStacks stacks = new VirtualStacks();
      virtual.forEach((thread, site, endpoint) -> stacks.count(thread, new Origin(site, endpoint)));
      stacks.addTo(groups);
    }
    return new ThreadProfile(time, groups.groups(), groups.dropped(), starts(), notes(groups));
  }

  private long[] platformIds() {
    List<Long> ids = new ArrayList<>();
    threads.forEach(thread -> ids.add(ThreadIds.of(thread)));
    return ids.stream().mapToLong(Long::longValue).toArray();
  }

  private void look(long[] ids, ProfileGroups groups) {
    for (@Nullable ThreadInfo info : mxBean.getThreadInfo(ids, ThreadProfile.MAX_FRAMES)) {
      if (info != null && info.getThreadState() != Thread.State.TERMINATED) {
        Member member = new Member(info.getThreadId(), info.getThreadName(), waits.secondsOf(info));
        groups.add(
            originOf(info.getThreadId()), info.getThreadState(), info.getStackTrace(), member);
      }
    }
  }

  private Origin originOf(long id) {
    ThreadLedger.@Nullable Start start = ledger.find(id);
    return start == null
        ? new Origin(ledger.sites().other(), null)
        : new Origin(start.site(), start.endpoint());
  }

  private List<SiteStarts> starts() {
    List<SiteStarts> starts = new ArrayList<>();
    for (SiteEntry entry : ledger.sites().entries()) {
      // Ends first: what ends meanwhile must not be more than what was started.
      long ended = entry.ended();
      starts.add(new SiteStarts(entry.site(), entry.started(), ended));
    }
    return starts;
  }

  private List<String> notes(ProfileGroups groups) {
    List<String> notes = new ArrayList<>();
    if (virtualThreads == null) {
      notes.add("Virtual threads are not counted here, and not in this profile.");
    }
    if (groups.dropped() > 0) {
      notes.add(
          "%d threads stand at other stacks than the %d that were kept, and are left out."
              .formatted(groups.dropped(), ThreadProfile.MAX_GROUPS));
    }
    return notes;
  }
}
