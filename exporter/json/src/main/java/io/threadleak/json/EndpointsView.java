package io.threadleak.json;

import io.threadleak.model.EndpointReport;
import io.threadleak.model.EndpointReport.SiteThreads;
import io.threadleak.model.EndpointsReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is served as JSON shows it. */
record EndpointsView(@Nullable List<RowView> rows, int folded) {

  static EndpointsView of(EndpointsReport report) {
    return new EndpointsView(
        report.endpoints().stream().map(RowView::of).toList(), report.folded());
  }

  EndpointsReport toReport() {
    return new EndpointsReport(
        Keys.required("endpoints.rows", rows).stream().map(RowView::toReport).toList(), folded);
  }

  /** One endpoint as JSON shows it. */
  record RowView(
      @Nullable String endpoint,
      int live,
      long started,
      long ended,
      long completed,
      @Nullable Double perSecond,
      @Nullable Double retainedPerUnit,
      @Nullable List<SiteThreadsView> sites) {

    static RowView of(EndpointReport row) {
      return new RowView(
          row.endpoint(),
          row.live(),
          row.started(),
          row.ended(),
          row.completed(),
          row.perSecond(),
          row.retainedPerUnit(),
          row.sites().stream().map(SiteThreadsView::of).toList());
    }

    EndpointReport toReport() {
      return new EndpointReport(
          Keys.required("endpoints.rows.endpoint", endpoint),
          live,
          started,
          ended,
          completed,
          perSecond,
          Keys.required("endpoints.rows.sites", sites).stream()
              .map(SiteThreadsView::toReport)
              .toList());
    }
  }

  /** Threads of one endpoint at one site as JSON shows them. */
  record SiteThreadsView(@Nullable String siteId, @Nullable String site, int live) {

    static SiteThreadsView of(SiteThreads threads) {
      return new SiteThreadsView(threads.siteId(), threads.site(), threads.live());
    }

    SiteThreads toReport() {
      return new SiteThreads(
          Keys.required("endpoints.rows.sites.siteId", siteId),
          Keys.required("endpoints.rows.sites.site", site),
          live);
    }
  }
}
