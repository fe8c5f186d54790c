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
      <h1>threadleak</h1>
      <p>%s</p>
      %s<ul>
      <li><a href="%s">Metrics</a></li>
      <li><a href="%s">Report as JSON</a></li>
      <li><a href="%s">Healthy</a></li>
      <li><a href="%s">Ready</a></li>
      </ul>
      <p>threadleak %s on Java %s</p>
      </body>
      </html>
      """;

  private IndexPage() {}

  static String of(LeakReport report) {
    List<SiteReport> leaks =
        report.sites().stream().filter(row -> row.verdict().verdict().isLeak()).toList();
    return PAGE.formatted(
        escape(state(report, leaks.size())),
        list(leaks),
        Endpoints.METRICS,
        Endpoints.REPORT,
        Endpoints.HEALTHY,
        Endpoints.READY,
        escape(report.self().version()),
        escape(report.self().javaVersion()));
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
      list.append("<li><a href=\"%s%s\">".formatted(Endpoints.SITES, escape(row.site().id())))
          .append(escape(row.site().label()))
          .append("</a>: ")
          .append(escape(row.verdict().summary()))
          .append("</li>\n");
    }
    return list.append("</ul>\n").toString();
  }

  /** Safe as text and inside a quoted attribute. */
  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
