package io.threadleak.http;

import io.threadleak.exposition.EvidenceDoor;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;

/** Asks for a bundle of evidence over HTTP: {@code POST}. */
final class EvidenceHandler extends AskHandler {

  static final String PATH = "/api/v1/evidence";

  private static final Reply ASKED = Reply.line(202, "A bundle of evidence is being written.");
  private static final Reply TOO_FRESH =
      Reply.line(429, "The last bundle is too fresh for another: ask again in ten seconds.");
  private static final Reply WRONG_METHOD =
      Reply.line(Reply.WRONG_METHOD, "Only POST is answered here.");

  private final EvidenceDoor door;

  EvidenceHandler(Handler next, EvidenceDoor door) {
    super(next, PATH, "POST");
    this.door = door;
  }

  @Override
  Reply reply(Request request) {
    return request.getMethod().equals("POST")
        ? posted(request, () -> door.ask() ? ASKED : TOO_FRESH)
        : WRONG_METHOD;
  }
}
