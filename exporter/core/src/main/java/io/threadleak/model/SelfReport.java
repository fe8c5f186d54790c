package io.threadleak.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the monitor knows of itself.
 *
 * @param version of threadleak, {@code unknown} outside a jar
 * @param javaVersion of the JVM that is looked at
 * @param rounds completed since start
 * @param sampleSeconds how long the latest round took, in seconds
 * @param sampleFailures rounds and parts of rounds that failed since start
 * @param retractions verdicts {@code leaking} that were taken back since start, of all sites
 * @param freedThreads threads interrupted since start because they were proven leaked
 * @param sites creation sites with a row of their own, inside the monitor
 * @param foldedSites creation sites that had to be folded into {@code other}, because a table was
 *     full
 * @param attributed live threads by the source that named their site; every source is a key
 * @param ownThreads threads of the monitor itself, which no count above includes
 * @param evidence what became of the evidence; null where none is kept
 * @param notes what a reader should know: sources that are blind and the cure, limits reached; one
 *     sentence each
 */
public record SelfReport(
    String version,
    String javaVersion,
    long rounds,
    double sampleSeconds,
    long sampleFailures,
    long retractions,
    long freedThreads,
    int sites,
    long foldedSites,
    Map<AttributionSource, Integer> attributed,
    int ownThreads,
    @Nullable EvidenceReport evidence,
    List<String> notes) {

  /** Copies the collections. */
  public SelfReport {
    attributed = Map.copyOf(attributed);
    notes = List.copyOf(notes);
  }
}
