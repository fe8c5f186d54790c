package io.threadleak.http;

import io.threadleak.model.LeakReport;
import io.threadleak.model.SiteReport;
import java.util.List;

/** The page at {@code /}: the state in a line, and links to all that is served. */
final class IndexPage {

  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <title>threadleak</title>
      </head>
      <body>
      %s</body>
      </html>
      """;

  private static final String BODY =
      """
      <h1>threadleak</h1>
      <p>%s</p>
      %s<ul>
      <li><a href="%s">Metrics</a></li>
      <li><a href="%s">Report as JSON</a></li>
      %s<li><a href="%s">Healthy</a></li>
      <li><a href="%s">Ready</a></li>
      </ul>
      <p>threadleak %s on Java %s</p>
      """;

  private static final String PROFILES =
      "<li><a href=\"" + relative(ProfileHandler.ROOT) + "\">Profiles</a></li>\n";

  private IndexPage() {}

  /**
   * The page of a report.
   *
   * @param hasProfiles whether profiles are served, too
   */
  static String of(LeakReport report, boolean hasProfiles) {
    return PAGE.formatted(body(report, hasProfiles));
  }

  /** What is on that page, for another one that is served at {@code /}. */
  static String body(LeakReport report, boolean hasProfiles) {
    List<SiteReport> leaks =
        report.sites().stream().filter(row -> row.verdict().verdict().isLeak()).toList();
    return BODY.formatted(
        Html.escape(state(report, leaks.size())),
        list(leaks),
        relative(Endpoints.METRICS),
        relative(Endpoints.REPORT),
        hasProfiles ? PROFILES : "",
        relative(Endpoints.HEALTHY),
        relative(Endpoints.READY),
        Html.escape(report.self().version()),
        Html.escape(report.self().javaVersion()));
  }

  /** As seen from {@code /}, so that it holds behind a proxy that adds a prefix, too. */
  private static String relative(String path) {
    return path.substring(1);
  }

  private static String state(LeakReport report, int leaks) {
    if (report.self().rounds() == 0) {
      return "The first round is not through yet.";
    }
    String verdict =
        switch (leaks) {
          case 0 -> "none leaks";
          case 1 -> "1 leaks";
          default -> leaks + " leak";
        };
    return "%d live threads from %d sites, of which %s, as of %s."
        .formatted(report.live(), report.self().sites(), verdict, report.time());
  }

  private static String list(List<SiteReport> leaks) {
    if (leaks.isEmpty()) {
      return "";
    }
    StringBuilder list = new StringBuilder("<ul>\n");
    for (SiteReport row : leaks) {
      list.append(
              "<li><a href=\"%s%s\">"
                  .formatted(relative(Endpoints.SITES), Html.escape(row.site().id())))
          .append(Html.escape(row.site().label()))
          .append("</a>: ")
          .append(Html.escape(row.verdict().summary()))
          .append("</li>\n");
    }
    return list.append("</ul>\n").toString();
  }
}
