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

  /** The attribute of a request that was read and handed to us. */
  static final String READ = "io.threadleak.http.read";

  /** Passes over Jetty's reason, for it may quote the request. */
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = status(request, response);
    response.setStatus(status);
    Reply reply = Reply.line(status, status + " " + HttpStatus.getMessage(status));
    Hardening.apply(response.getHeaders());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.contentType());
    response.write(true, ByteBuffer.wrap(reply.body()), callback);
    return true;
  }

  /**
   * A request that cannot be read is the client's fault, also where Jetty, racing with itself to
   * say so, takes the exception that it then runs into for the server's.
   */
  private static int status(Request request, Response response) {
    boolean unreadable = request.getAttribute(READ) == null;
    return unreadable && response.getStatus() == HttpStatus.INTERNAL_SERVER_ERROR_500
        ? HttpStatus.BAD_REQUEST_400
        : response.getStatus();
  }
}
