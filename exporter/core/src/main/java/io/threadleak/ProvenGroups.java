package io.threadleak;

import io.threadleak.model.CreationSite;
import io.threadleak.model.ProofReport;
import io.threadleak.model.ProvenGroup;
import io.threadleak.proof.ThreadFinding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** Findings by creation site: the groups of a report. */
final class ProvenGroups {

  /** The order of a report: by tier, then by threads. */
  static final Comparator<ProvenGroup> SUREST_FIRST =
      Comparator.comparing(ProvenGroup::tier)
          .thenComparing(ProvenGroup::threads, Comparator.reverseOrder());

  private ProvenGroups() {}

  /** Who started a thread. */
  @FunctionalInterface
  interface Sites {

    /** The site of one of the finding's threads. */
    CreationSite of(ThreadFinding finding, long threadId, String name);
  }

  /** As many of these as a report has room for. */
  static List<ProvenGroup> shown(List<ProvenGroup> groups) {
    return groups.subList(0, Math.min(groups.size(), ProofReport.MAX_GROUPS));
  }

  /** Threads of those that it has no room for. */
  static int dropped(List<ProvenGroup> groups) {
    return groups.stream().skip(ProofReport.MAX_GROUPS).mapToInt(ProvenGroup::threads).sum();
  }

  /** Since when a thread is known to wait. */
  @FunctionalInterface
  interface Waiting {

    /** Of the thread with that id; null where that is not known. */
    @Nullable Instant since(long threadId);
  }

  /** The groups of {@link #withIds}. */
  static List<ProvenGroup> of(
      List<ThreadFinding> findings, Sites sites, Waiting waiting, LongPredicate counts) {
    return withIds(findings, sites, waiting, counts).stream().map(WithIds::group).toList();
  }

  /** A group and the ids of all of its threads. */
  record WithIds(ProvenGroup group, List<Long> ids) {}

  /**
   * The groups of those threads that still count, surest first, then by threads; more than {@link
   * ProofReport#MAX_GROUPS} are possible.
   */
  static List<WithIds> withIds(
      List<ThreadFinding> findings, Sites sites, Waiting waiting, LongPredicate counts) {
    List<WithIds> groups = new ArrayList<>();
    for (ThreadFinding finding : findings) {
      Map<String, Members> bySite = new LinkedHashMap<>();
      for (int i = 0; i < finding.threadIds().size(); i++) {
        long id = finding.threadIds().get(i);
        if (counts.test(id)) {
          CreationSite site = sites.of(finding, id, finding.names().get(i));
          bySite
              .computeIfAbsent(site.id(), key -> new Members(site))
              .add(id, finding.names().get(i), waiting.since(id));
        }
      }
      bySite
          .values()
          .forEach(members -> groups.add(new WithIds(members.group(finding), members.ids)));
    }
    groups.sort(Comparator.comparing(WithIds::group, SUREST_FIRST));
    return groups;
  }

  /** Threads of one finding and one site. */
  private static final class Members {

    private final CreationSite site;
    private final List<Long> ids = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private @Nullable Instant since;

    Members(CreationSite site) {
      this.site = site;
    }

    void add(long id, String name, @Nullable Instant waiting) {
      ids.add(id);
      Instant earliest = since;
      if (waiting != null && (earliest == null || waiting.isBefore(earliest))) {
        since = waiting;
      }
      if (names.size() < ProvenGroup.MAX_NAMES) {
        names.add(name);
      }
    }

    ProvenGroup group(ThreadFinding finding) {
      int all = finding.threadIds().size();
      return new ProvenGroup(
          finding.tier(),
          site,
          ids.size(),
          ids.stream().sorted().limit(ProvenGroup.MAX_THREAD_IDS).toList(),
          names,
          finding.frames(),
          finding.waitsFor(),
          finding.why(),
          finding.heldBy(),
          finding.retainedBytes() < 0
              ? null
              : Math.round((double) finding.retainedBytes() / all * ids.size()),
          since);
    }
  }
}
