package io.threadleak.http;

import io.threadleak.exposition.Answer;
import io.threadleak.exposition.ProofDoor;
import io.threadleak.exposition.ProofExposition;
import io.threadleak.model.ProofEngine;
import io.threadleak.model.ProofStatus;
import java.util.Locale;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Asks for proofs over HTTP: {@code POST} begins one, {@code GET} tells how far it is, {@code
 * DELETE} gives it up. {@code engine=} says of what a proof is asked; without it, of what the
 * monitor was told to ask, and {@code GET} tells of the last one. All else goes on to the next
 * handler.
 *
 * <p>A proof makes the JVM stand still, and no web page that happens to be open in a browser on
 * this machine may ask for that: a {@code POST} has to say that it is JSON, which a browser does
 * not send to another host's server without asking it first.
 */
final class ProofHandler extends Handler.Wrapper {

  static final String PATH = "/api/v1/proof";

  private static final Reply WRONG_METHOD =
      Reply.line(405, "Only GET, HEAD, POST and DELETE are answered here.");
  private static final Reply NOT_JSON =
      Reply.line(415, "Send Content-Type: application/json, and any body or none.");

  private static final Reply UNKNOWN_ENGINE =
      Reply.line(400, "engine must be one of " + ProofEngine.labels() + ".");

  private final ProofDoor door;
  private final ProofExposition exposition;

  ProofHandler(Handler next, ProofDoor door, ProofExposition exposition) {
    super(next);
    this.door = door;
    this.exposition = exposition;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (!Request.getPathInContext(request).equals(PATH)) {
      return super.handle(request, response, callback);
    }
    Reply reply = reply(request);
    if (reply.status() == WRONG_METHOD.status()) {
      response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD, POST, DELETE");
    }
    reply.send(response, callback);
    return true;
  }

  private Reply reply(Request request) {
    String label = Request.extractQueryParameters(request).getValue("engine");
    ProofEngine engine = label == null ? null : ProofEngine.ofLabel(label);
    if (label != null && engine == null) {
      return UNKNOWN_ENGINE;
    }
    return switch (request.getMethod()) {
      case "GET", "HEAD" -> render(200, door.status(engine));
      case "POST" -> isJson(request) ? render(202, door.begin(engine)) : NOT_JSON;
      case "DELETE" -> render(200, door.cancel(engine));
      default -> WRONG_METHOD;
    };
  }

  private Reply render(int httpStatus, ProofStatus status) {
    Answer answer = exposition.status(status);
    return new Reply(httpStatus, answer.contentType(), answer.body());
  }

  private static boolean isJson(Request request) {
    String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    return type != null && type.toLowerCase(Locale.ROOT).startsWith("application/json");
  }
}
