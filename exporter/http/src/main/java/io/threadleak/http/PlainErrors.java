package io.threadleak.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What Jetty answers by itself, to malformed requests mostly: status and reason as plain text. */
final class PlainErrors extends ErrorHandler {

  /** Passes over Jetty's reason, for it may quote the request. */
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    Reply reply = Reply.line(status, status + " " + HttpStatus.getMessage(status));
    Hardening.apply(response.getHeaders());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.contentType());
    response.write(true, ByteBuffer.wrap(reply.body()), callback);
    return true;
  }
}
