package io.threadleak.http;

import io.threadleak.exposition.StackExposition;
import io.threadleak.exposition.ThreadProfiles;
import io.threadleak.model.LeakReport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Request;

/**
 * Where the threads of one site stand now, at {@code /api/v1/sites/SITE_ID/stacks}. It takes a look
 * at all threads, as a profile does, and counts as one.
 */
final class StackHandler {

  static final String SUFFIX = "/stacks";

  private final Supplier<LeakReport> reports;
  private final Looks looks;
  private final ProfileRuns runs;

  /**
   * What looks at threads, and renders what was seen.
   *
   * @param threads looks
   * @param exposition renders
   */
  record Looks(ThreadProfiles threads, StackExposition exposition) {}

  StackHandler(Supplier<LeakReport> reports, Looks looks, ProfileRuns runs) {
    this.reports = reports;
    this.looks = looks;
    this.runs = runs;
  }

  /** Whether a path is one of ours. */
  static boolean serves(String path) {
    return path.startsWith(Endpoints.SITES) && path.endsWith(SUFFIX);
  }

  /**
   * Answers a GET or HEAD, now or later, on this thread or another.
   *
   * @param writer sends the reply; called once
   */
  void handle(Request request, Consumer<Reply> writer) {
    String path = Request.getPathInContext(request);
    int end = path.length() - SUFFIX.length();
    String key = path.substring(Math.min(Endpoints.SITES.length(), end), end);
    LeakReport report = reports.get();
    if (report.rows().noneMatch(row -> row.site().key().equals(key))) {
      writer.accept(Endpoints.NO_SUCH_SITE);
      return;
    }
    ProfileRuns.awaitSilently(request);
    runs.run(() -> Reply.ok(looks.exposition.stacks(report, looks.threads.profile(), key)), writer);
  }
}
