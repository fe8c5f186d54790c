package io.threadleak.json;

import io.threadleak.model.EvidenceReport;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of the evidence as JSON shows it. */
record EvidenceView(
    long written, long failed, long heldBack, long dropped, @Nullable Instant last) {

  static @Nullable EvidenceView of(@Nullable EvidenceReport evidence) {
    return evidence == null
        ? null
        : new EvidenceView(
            evidence.written(),
            evidence.failed(),
            evidence.heldBack(),
            evidence.dropped(),
            evidence.last());
  }

  EvidenceReport toReport() {
    return new EvidenceReport(written, failed, heldBack, dropped, last);
  }
}
