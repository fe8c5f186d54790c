package io.threadleak;

import io.threadleak.attribution.NameAttribution;
import io.threadleak.attribution.SiteEntry;
import io.threadleak.attribution.ThreadLedger;
import io.threadleak.model.CreationSite;
import io.threadleak.model.ThreadKind;
import io.threadleak.proof.ProofFindings;
import io.threadleak.proof.ThreadFinding;
import io.threadleak.sampling.VirtualSampler;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who started the threads that a proof found. */
final class ProofJoin {

  private ProofJoin() {}

  /** The site of every thread that was found, by id; on the sampling thread. */
  static Map<Long, CreationSite> sites(
      ProofFindings findings, ThreadLedger ledger, @Nullable VirtualSampler virtualThreads) {
    Map<Long, SiteEntry> known = new HashMap<>();
    Set<Long> virtual = findings.ids(ThreadKind.VIRTUAL);
    if (virtualThreads != null && !virtual.isEmpty()) {
      known.putAll(virtualThreads.sitesOf(virtual));
    }
    for (Long id : findings.ids(ThreadKind.PLATFORM)) {
      ThreadLedger.Start start = ledger.find(id);
      if (start != null) {
        known.put(id, start.site());
      }
    }
    Map<Long, CreationSite> sites = new HashMap<>();
    for (ThreadFinding finding : findings.findings()) {
      for (int i = 0; i < finding.threadIds().size(); i++) {
        Long id = finding.threadIds().get(i);
        SiteEntry entry = known.get(id);
        sites.put(id, entry == null ? unknown(finding, finding.names().get(i)) : entry.site());
      }
    }
    return sites;
  }

  /** The site of a thread of which nothing but its name and stack is known. */
  static CreationSite unknown(ThreadFinding finding, String name) {
    if (finding.kind() == ThreadKind.PLATFORM || !name.isBlank()) {
      return NameAttribution.siteOf(name, finding.kind());
    }
    StackTraceElement outermost = null;
    for (StackTraceElement frame : finding.frames()) {
      if (!frame.getClassName().startsWith("java.") && !frame.getClassName().startsWith("jdk.")) {
        outermost = frame;
      }
    }
    return NameAttribution.siteOf(
        outermost == null ? "unknown" : "unknown, runs " + outermost, finding.kind());
  }
}
