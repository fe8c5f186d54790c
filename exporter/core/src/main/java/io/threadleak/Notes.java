package io.threadleak;

import io.threadleak.attribution.Attribution;
import io.threadleak.attribution.ThreadLedger;
import io.threadleak.model.AttributionSource;
import io.threadleak.sampling.Snapshot;
import io.threadleak.sampling.WorkMeter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a report's reader should know beside its figures, one sentence each. */
final class Notes {

  private static final int FIRST_JDK_WITH_VIRTUAL_THREADS = 21;

  private Notes() {}

  static List<String> of(
      List<String> given,
      @Nullable Attribution attribution,
      ThreadLedger ledger,
      WorkMeter work,
      Snapshot snapshot) {
    List<String> notes = new ArrayList<>(given);
    add(notes, attribution == null ? null : attribution.trouble());
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
    notes.add(virtualThreads());
    return notes;
  }

  private static void add(List<String> notes, @Nullable String note) {
    if (note != null) {
      notes.add(note);
    }
  }

  private static String virtualThreads() {
    int feature = Runtime.version().feature();
    return feature < FIRST_JDK_WITH_VIRTUAL_THREADS
        ? "Virtual threads do not exist on Java " + feature + "; they need 21 or later."
        : "Virtual threads are not counted: this version looks at platform threads only.";
  }
}
