package io.threadleak.http;

import io.threadleak.exposition.EvidenceDoor;
import java.util.Locale;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Asks for a bundle of evidence over HTTP: {@code POST}. All else goes on to the next handler. As
 * with proofs, it has to say that it is JSON, so that no web page can ask for one unasked.
 */
final class EvidenceHandler extends Handler.Wrapper {

  static final String PATH = "/api/v1/evidence";

  private static final Reply ASKED = Reply.line(202, "A bundle of evidence is being written.");
  private static final Reply TOO_FRESH =
      Reply.line(429, "The last bundle is too fresh for another: ask again in ten seconds.");
  private static final Reply WRONG_METHOD = Reply.line(405, "Only POST is answered here.");
  private static final Reply NOT_JSON =
      Reply.line(415, "Send Content-Type: application/json, and any body or none.");

  private final EvidenceDoor door;

  EvidenceHandler(Handler next, EvidenceDoor door) {
    super(next);
    this.door = door;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (!Request.getPathInContext(request).equals(PATH)) {
      return super.handle(request, response, callback);
    }
    Reply reply = reply(request);
    if (reply.status() == WRONG_METHOD.status()) {
      response.getHeaders().put(HttpHeader.ALLOW, "POST");
    }
    reply.send(response, callback);
    return true;
  }

  private Reply reply(Request request) {
    if (!request.getMethod().equals("POST")) {
      return WRONG_METHOD;
    }
    String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
      return NOT_JSON;
    }
    return door.ask() ? ASKED : TOO_FRESH;
  }
}
