package io.threadleak;

import io.threadleak.attribution.Attribution;
import io.threadleak.attribution.ThreadLedger;
import io.threadleak.attribution.VirtualThreadApi;
import io.threadleak.model.AttributionSource;
import io.threadleak.sampling.Snapshot;
import io.threadleak.sampling.VirtualSampler;
import io.threadleak.sampling.WorkMeter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a report's reader should know beside its figures, one sentence each. */
final class Notes {

  private Notes() {}

  static List<String> of(
      List<String> given,
      @Nullable Attribution attribution,
      ThreadLedger ledger,
      WorkMeter work,
      Snapshot snapshot,
      @Nullable VirtualSampler virtualThreads) {
    List<String> notes = new ArrayList<>(given);
    add(notes, troubleOf(attribution));
    add(notes, work.trouble());
    int named = snapshot.attributed().getOrDefault(AttributionSource.NAME, 0);
    if (named > 0) {
      notes.add(
          named
              + " live threads are known by name only, since nobody saw them start;"
              + " most of them were there before the monitor.");
    }
    if (ledger.sites().foldedSites() > 0) {
      notes.add(
          ledger.sites().foldedSites()
              + " creation sites were folded into \"other\" because the table is full: raise maxSites.");
    }
    if (ledger.dropped() > 0) {
      notes.add(ledger.dropped() + " thread starts found no room and are known by name only.");
    }
    if (ledger.birthsDropped() > 0) {
      notes.add(
          ledger.birthsDropped() + " thread pools found no room: where they were made is unknown.");
    }
    notes.addAll(virtualThreads(virtualThreads));
    return notes;
  }

  /** Means of others may throw: that is their trouble, and no reason for a round to fail. */
  private static @Nullable String troubleOf(@Nullable Attribution attribution) {
    try {
      return attribution == null ? null : attribution.trouble();
    } catch (Throwable failure) {
      return "The means of attribution cannot tell how it is, since it threw "
          + failure.getClass().getName()
          + ".";
    }
  }

  static void add(List<String> notes, @Nullable String note) {
    if (note != null) {
      notes.add(note);
    }
  }

  private static List<String> virtualThreads(@Nullable VirtualSampler counted) {
    int feature = Runtime.version().feature();
    if (!VirtualThreadApi.exists()) {
      return List.of(
          "Virtual threads do not exist on Java %d; they need %d or later."
              .formatted(feature, VirtualThreadApi.FIRST_JDK));
    }
    if (counted == null) {
      return List.of(
          "Virtual threads are not counted: the JDK shows them to the agent alone"
              + " (-javaagent:threadleak.jar). Without it, have a counted factory make them"
              + " (CountedThreads) and give it to the monitor (virtualThreads), or have JFR count"
              + " the starts and ends of all (virtualThreadEvents).");
    }
    List<String> notes = new ArrayList<>(counted.troubles());
    if (counted.fromBefore() > 0) {
      notes.add(
          counted.fromBefore()
              + " live virtual threads are known by what they run only, since nobody saw them"
              + " start.");
    }
    if (counted.estimated() > 0) {
      notes.add(
          ("%d live virtual threads run tasks of classes that several lines start: how many are"
                  + " whose is an estimate, within the margin beside each count.")
              .formatted(counted.estimated()));
    }
    return notes;
  }
}
