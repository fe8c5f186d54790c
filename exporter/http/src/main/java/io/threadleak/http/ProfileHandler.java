package io.threadleak.http;

import io.threadleak.exposition.ProfileExposition;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Fields;

/**
 * What is served under {@code /debug/pprof/}: paths, methods, headers and texts of errors are those
 * of Go's {@code net/http/pprof}. Go's {@code cmdline} is left out, since the arguments of a JVM
 * hold passwords.
 */
final class ProfileHandler {

  static final String ROOT = "/debug/pprof/";

  private static final String ROOT_WITHOUT_SLASH = "/debug/pprof";

  private static final HttpField ERROR = new PreEncodedHttpField("X-Go-Pprof", "1");
  private static final Reply UNKNOWN = Reply.line(404, "Unknown profile");
  static final Reply WRONG_METHOD = Reply.line(405, "Method Not Allowed");

  private static final Reply MOVED =
      new Reply(
          301,
          Reply.HTML,
          "<a href=\"/debug/pprof/\">Moved Permanently</a>.\n\n".getBytes(StandardCharsets.UTF_8));

  private final ProfileExposition profiles;
  private final ProfileRuns runs;

  ProfileHandler(ProfileExposition profiles, ProfileRuns runs) {
    this.profiles = profiles;
    this.runs = runs;
  }

  /** Whether a path is one of ours. */
  static boolean serves(String path) {
    return path.startsWith(ROOT) || path.equals(ROOT_WITHOUT_SLASH);
  }

  /**
   * Answers a GET or HEAD, now or later, on this thread or another.
   *
   * @param writer sends the reply; called once
   */
  void handle(Request request, Response response, Consumer<Reply> writer) {
    String path = Request.getPathInContext(request);
    if (path.equals(ROOT_WITHOUT_SLASH)) {
      response.getHeaders().put(HttpHeader.LOCATION, ROOT);
      writer.accept(MOVED);
      return;
    }
    String name = path.substring(ROOT.length());
    if (name.isEmpty()) {
      writer.accept(Reply.html(ProfileIndex.of(profiles.entries())));
    } else if (profiles.entries().stream().noneMatch(entry -> entry.name().equals(name))) {
      fail(response, UNKNOWN, writer);
    } else {
      take(request, response, name, writer);
    }
  }

  private void take(Request request, Response response, String name, Consumer<Reply> writer) {
    Fields query = Request.extractQueryParameters(request);
    ProfileRequest asked;
    try {
      asked = ProfileRequest.of(name, query.getValue("debug"), query.getValue("seconds"));
    } catch (ProfileRequest.BadRequest bad) {
      fail(response, Reply.line(400, String.valueOf(bad.getMessage())), writer);
      return;
    }
    ProfileRuns.awaitSilently(request);
    runs.run(
        profiles,
        asked,
        reply -> {
          if (reply.status() != 200) {
            fail(response, reply, writer);
            return;
          }
          if (asked.debug() == 0) {
            response
                .getHeaders()
                .put("Content-Disposition", "attachment; filename=\"" + asked.fileName() + "\"");
          }
          writer.accept(reply);
        });
  }

  /** By the extra header Go's tool knows that the text is meant for its user. */
  private static void fail(Response response, Reply reply, Consumer<Reply> writer) {
    response.getHeaders().put(ERROR);
    writer.accept(reply);
  }
}
