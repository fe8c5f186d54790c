package io.threadleak.http;

import io.threadleak.exposition.ProfileExposition.Entry;
import java.util.List;

/** The page at {@code /debug/pprof/}: a table of all profiles, as Go's has it. */
final class ProfileIndex {

  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <title>/debug/pprof/</title>
      </head>
      <body>
      <h1>/debug/pprof/</h1>
      <p>Profiles of threads. The links show text; <code>go tool pprof</code> takes the address
      without <code>?debug=1</code>.</p>
      <table>
      <thead><tr><td>Count</td><td>Profile</td></tr></thead>
      %s</table>
      <p><a href="thread?debug=2">full thread stack dump</a></p>
      <ul>
      %s</ul>
      </body>
      </html>
      """;

  private ProfileIndex() {}

  static String of(List<Entry> entries) {
    StringBuilder rows = new StringBuilder();
    StringBuilder words = new StringBuilder();
    for (Entry entry : entries) {
      String name = Html.escape(entry.name());
      rows.append(
          "<tr><td>%s</td><td><a href='%s?debug=1'>%s</a></td></tr>\n"
              .formatted(Html.escape(entry.count()), name, name));
      words.append("<li>%s: %s</li>\n".formatted(name, Html.escape(entry.description())));
    }
    return PAGE.formatted(rows, words);
  }
}
