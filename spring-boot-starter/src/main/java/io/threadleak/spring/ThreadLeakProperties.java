package io.threadleak.spring;

import io.threadleak.model.ProofEngine;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The knobs of the starter, {@code threadleak.*}; those of its monitor have no effect where the
 * agent's is used.
 *
 * @param enabled Whether to watch the threads of this JVM.
 * @param agent Whether to show what the agent finds where the agent is loaded, rather than to run a
 *     second monitor beside it.
 * @param interval From one look at the threads to the next, 1 s to 1 h.
 * @param maxSites Creation sites kept apart inside, 1 to 100000.
 * @param exportedSites Creation sites with meters of their own, 1 to 10000.
 * @param applicationPackages Prefixes of packages whose frames name a site; by default told from
 *     where classes come from.
 * @param pinnedEvents Whether to time pinned virtual threads by a JFR stream, which takes 10 to 40
 *     MB once the JVM has run a virtual thread.
 * @param virtualThreadEvents Whether to count all virtual threads that start and end, without their
 *     sites, by JFR.
 * @param proofDirectory Where a proof dumps the heap; by default the JVM's temporary directory.
 * @param proofMaxHeap No proof while more of the heap is in use.
 * @param proofEngine What proofs are asked of where nobody says.
 * @param proofEvery From one unasked proof to the next, 1 min to 30 d; off makes none unless asked.
 * @param freeProven Whether to interrupt threads of the application once they are proven leaked.
 * @param evidence Where bundles of evidence are kept; by default there are none.
 * @param evidenceOn What is worth a bundle: any of leaking, proven, limit and term.
 * @param evidenceLimit How near to their limit live threads are worth a bundle, in percent, above 0
 *     to 100.
 * @param evidenceCooldown From one bundle to the next for the same reason, 1 s to 30 d.
 * @param evidenceBundles Bundles kept, 1 to 1000; the oldest are deleted first.
 * @param evidenceTotalSize All bundles together, 1 MB to 1 TB.
 */
@ConfigurationProperties("threadleak")
public record ThreadLeakProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("true") boolean agent,
    @DefaultValue("10s") Duration interval,
    @DefaultValue("1000") int maxSites,
    @DefaultValue("100") int exportedSites,
    @DefaultValue List<String> applicationPackages,
    @DefaultValue("true") boolean pinnedEvents,
    @DefaultValue("false") boolean virtualThreadEvents,
    @Nullable String proofDirectory,
    @DefaultValue("4GB") DataSize proofMaxHeap,
    @DefaultValue("auto") ProofEngine proofEngine,
    @DefaultValue("off") String proofEvery,
    @DefaultValue("false") boolean freeProven,
    @Nullable String evidence,
    @DefaultValue({"leaking", "proven", "limit", "term"}) List<String> evidenceOn,
    @DefaultValue("80") double evidenceLimit,
    @DefaultValue("10m") Duration evidenceCooldown,
    @DefaultValue("20") int evidenceBundles,
    @DefaultValue("256MB") DataSize evidenceTotalSize) {

  /** Copies the lists. */
  public ThreadLeakProperties {
    applicationPackages = List.copyOf(applicationPackages);
    evidenceOn = List.copyOf(evidenceOn);
  }
}
