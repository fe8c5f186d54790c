package io.threadleak.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.threadleak.evidence.EvidenceBundle;
import io.threadleak.evidence.EvidencePart;
import io.threadleak.evidence.Scene;
import io.threadleak.exposition.SiteHistories;
import io.threadleak.json.JsonHistories;
import io.threadleak.json.JsonReports;
import io.threadleak.page.ReportPage;

/** The page as a file of its own in a bundle: it shows the report and the past without a server. */
final class PageEvidence implements EvidencePart {

  /** Half of it for whole pasts, of about 80 sites; a browser and the bundle's bound bear it. */
  private static final int MOST_HISTORY_BYTES = 2 << 20;

  private final SiteHistories histories;
  private final JsonReports reports = new JsonReports();
  private final JsonHistories pasts = new JsonHistories();

  PageEvidence(SiteHistories histories) {
    this.histories = histories;
  }

  @Override
  public void write(Scene scene, EvidenceBundle bundle) throws Exception {
    String report = reports.write(scene.report());
    String history = new String(pasts.bounded(histories, MOST_HISTORY_BYTES), UTF_8);
    byte[] page = ReportPage.standalone(report, history);
    bundle.add("page.html", out -> out.write(page));
  }
}
