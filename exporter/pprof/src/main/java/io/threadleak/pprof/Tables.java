package io.threadleak.pprof;

import io.threadleak.model.CreationSite;
import io.threadleak.model.ProofReport;
import io.threadleak.model.ProofTier;
import io.threadleak.model.ProvenGroup;
import io.threadleak.model.StateCounts;
import io.threadleak.model.ThreadProfile;
import io.threadleak.model.ThreadProfile.Group;
import io.threadleak.model.ThreadProfile.SiteStarts;
import io.threadleak.pprof.ProfileTable.SampleType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What each of the profiles is made of. */
final class Tables {

  static final String THREAD = "thread";
  static final String THREADCREATE = "threadcreate";
  static final String THREADLEAK = "threadleak";

  private static final double NANOS_A_SECOND = 1e9;

  private Tables() {}

  /** Live threads by stack. */
  static ProfileTable threads(ThreadProfile profile) {
    List<ProfileRow> rows = new ArrayList<>();
    for (Group group : profile.groups()) {
      SortedMap<String, String> labels = labels(group.site());
      labels.put("state", StateCounts.label(group.state()));
      if (group.endpoint() != null) {
        labels.put("endpoint", group.endpoint());
      }
      if (group.scaled()) {
        labels.put("stacks", "sampled");
      }
      long[] values = {group.threads(), nanos(group.waitedSeconds())};
      rows.add(new ProfileRow(stack(group.frames(), group.site()), labels, values));
    }
    return new ProfileTable(
        THREAD,
        List.of(SampleType.THREAD, SampleType.WAIT),
        rows,
        profile.time(),
        Duration.ZERO,
        profile.notes());
  }

  /** Threads started since the monitor began, and those of them that live, by creation stack. */
  static ProfileTable creations(ThreadProfile profile) {
    List<ProfileRow> rows = new ArrayList<>();
    for (SiteStarts starts : profile.sites()) {
      if (starts.started() > 0) {
        long[] values = {starts.started(), starts.started() - starts.ended()};
        rows.add(
            new ProfileRow(
                stack(starts.site().frames(), starts.site()), labels(starts.site()), values));
      }
    }
    return new ProfileTable(
        THREADCREATE,
        List.of(SampleType.THREAD, SampleType.LIVE),
        rows,
        profile.time(),
        Duration.ZERO,
        List.of("Threads started since the monitor began."));
  }

  /** What a proof has found that nothing can wake, save for an interrupt. */
  static ProfileTable leaks(ProofReport proof) {
    List<ProfileRow> rows = new ArrayList<>();
    for (ProvenGroup group : proof.groups()) {
      if (group.tier() != ProofTier.PROBABLE) {
        rows.add(row(group, proof.time()));
      }
    }
    return new ProfileTable(
        THREADLEAK,
        List.of(SampleType.THREAD, SampleType.WAIT, SampleType.RETAINED),
        rows,
        proof.time(),
        Duration.ZERO,
        comments(proof));
  }

  /** Threads that a proof calls leaked. */
  static int leaked(ProofReport proof) {
    return proof.threads(ProofTier.PROVED) + proof.threads(ProofTier.STUCK);
  }

  private static ProfileRow row(ProvenGroup group, Instant time) {
    SortedMap<String, String> labels = labels(group.site());
    labels.put("tier", group.tier().label());
    labels.put("why", group.why());
    labels.put("waits_for", group.waitsFor());
    if (!group.heldBy().isEmpty()) {
      labels.put("held_by", String.join(" -> ", group.heldBy()));
    }
    Instant since = group.waitingSince();
    Long retained = group.retainedBytes();
    long[] values = {
      group.threads(),
      since == null ? 0 : Duration.between(since, time).toNanos(),
      retained == null ? 0 : retained
    };
    return new ProfileRow(stack(group.frames(), group.site()), labels, values);
  }

  private static List<String> comments(ProofReport proof) {
    List<String> comments = new ArrayList<>();
    comments.add(
        "Proof by %s of %d threads, %d of which waited without a timeout; it took %.1f s."
            .formatted(
                proof.engine().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                proof.threads(),
                proof.candidates(),
                proof.seconds()));
    int probable = proof.threads(ProofTier.PROBABLE);
    if (probable > 0) {
      comments.add("Left out: %d threads that are probably leaked.".formatted(probable));
    }
    if (proof.dropped() > 0) {
      comments.add("Left out: %d threads of further groups.".formatted(proof.dropped()));
    }
    proof.assumptions().forEach(text -> comments.add("Assumed: " + text));
    proof.blindSpots().forEach(text -> comments.add("Not seen: " + text));
    return comments;
  }

  private static List<ProfileFrame> stack(List<StackTraceElement> frames, CreationSite site) {
    List<ProfileFrame> stack = new ArrayList<>(frames.size() + 1);
    frames.forEach(frame -> stack.add(ProfileFrame.of(frame)));
    stack.add(ProfileFrame.createdBy(site));
    return stack;
  }

  private static SortedMap<String, String> labels(CreationSite site) {
    SortedMap<String, String> labels = new TreeMap<>();
    labels.put("site_id", site.id());
    labels.put("site", site.label());
    labels.put("kind", site.kind().label());
    if (site.entry() != null) {
      labels.put("entry", site.entry());
    }
    return labels;
  }

  private static long nanos(@Nullable Double seconds) {
    return seconds == null ? 0 : Math.round(seconds * NANOS_A_SECOND);
  }
}
