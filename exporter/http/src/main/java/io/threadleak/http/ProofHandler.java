package io.threadleak.http;

import io.threadleak.exposition.Answer;
import io.threadleak.exposition.ProofDoor;
import io.threadleak.exposition.ProofExposition;
import io.threadleak.model.ProofEngine;
import io.threadleak.model.ProofStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;

/**
 * Asks for proofs over HTTP: {@code POST} begins one, {@code GET} tells how far it is, {@code
 * DELETE} gives it up. {@code engine=} says of what a proof is asked; without it, of what the
 * monitor was told to ask, and {@code GET} tells of the last one.
 */
final class ProofHandler extends AskHandler {

  static final String PATH = "/api/v1/proof";

  private static final Reply WRONG_METHOD =
      Reply.line(Reply.WRONG_METHOD, "Only GET, HEAD, POST and DELETE are answered here.");

  private static final Reply UNKNOWN_ENGINE =
      Reply.line(400, "engine must be one of " + ProofEngine.labels() + ".");

  private final ProofDoor door;
  private final ProofExposition exposition;

  ProofHandler(Handler next, ProofDoor door, ProofExposition exposition) {
    super(next, PATH, "GET, HEAD, POST, DELETE");
    this.door = door;
    this.exposition = exposition;
  }

  @Override
  Reply reply(Request request) {
    String label = Request.extractQueryParameters(request).getValue("engine");
    ProofEngine engine = label == null ? null : ProofEngine.ofLabel(label);
    if (label != null && engine == null) {
      return UNKNOWN_ENGINE;
    }
    return switch (request.getMethod()) {
      case "GET", "HEAD" -> render(200, door.status(engine));
      case "POST" -> posted(request, () -> render(202, door.begin(engine)));
      case "DELETE" -> render(200, door.cancel(engine));
      default -> WRONG_METHOD;
    };
  }

  private Reply render(int httpStatus, ProofStatus status) {
    Answer answer = exposition.status(status);
    return new Reply(httpStatus, answer.contentType(), answer.body());
  }
}
