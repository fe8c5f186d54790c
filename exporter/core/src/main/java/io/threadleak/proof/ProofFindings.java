package io.threadleak.proof;

import io.threadleak.model.ThreadKind;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one look at a heap shows.
 *
 * @param threads threads in the heap
 * @param candidates those that wait without a timeout
 * @param objects objects in the heap
 * @param hidden objects that no root of the dump explains
 * @param findings surest first, then by threads
 * @param passedOverIds ids of platform threads that are taken to wait for ever and are no findings
 * @param assumptions as in {@link io.threadleak.model.ProofReport}
 * @param blindSpots as in {@link io.threadleak.model.ProofReport}
 */
public record ProofFindings(
    int threads,
    int candidates,
    long objects,
    long hidden,
    List<ThreadFinding> findings,
    Set<Long> passedOverIds,
    List<String> assumptions,
    List<String> blindSpots)
    implements Serializable {

  private static final long serialVersionUID = 1;

  /** Copies the lists. */
  public ProofFindings {
    findings = List.copyOf(findings);
    passedOverIds = Set.copyOf(passedOverIds);
    assumptions = List.copyOf(assumptions);
    blindSpots = List.copyOf(blindSpots);
  }

  /** Ids of all threads of a kind that were found. */
  public Set<Long> ids(ThreadKind kind) {
    return findings.stream()
        .filter(finding -> finding.kind() == kind)
        .flatMap(finding -> finding.threadIds().stream())
        .collect(Collectors.toSet());
  }
}
