package io.threadleak.http;

import java.util.Locale;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * One path at which the monitor can be asked to do something by {@code POST}. All else goes on to
 * the next handler.
 *
 * <p>No web page that happens to be open in a browser on this machine may ask: a {@code POST} has
 * to say that it is JSON, which a browser does not send to another host's server without asking it
 * first.
 */
abstract class AskHandler extends Handler.Wrapper {

  private static final Reply NOT_JSON =
      Reply.line(415, "Send Content-Type: application/json, and any body or none.");

  private final String path;
  private final String allowed;

  /**
   * A path.
   *
   * @param allowed its methods, as the header {@code Allow} lists them
   */
  AskHandler(Handler next, String path, String allowed) {
    super(next);
    this.path = path;
    this.allowed = allowed;
  }

  @Override
  public final boolean handle(Request request, Response response, Callback callback)
      throws Exception {
    if (!Request.getPathInContext(request).equals(path)) {
      return super.handle(request, response, callback);
    }
    Reply reply = reply(request);
    if (reply.status() == Reply.WRONG_METHOD) {
      response.getHeaders().put(HttpHeader.ALLOW, allowed);
    }
    reply.send(response, callback);
    return true;
  }

  /** Answers a request for the path, of any method. */
  abstract Reply reply(Request request);

  /** The answer to a {@code POST} that says it is JSON; to any other a refusal. */
  static Reply posted(Request request, Supplier<Reply> answer) {
    String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    boolean json = type != null && type.toLowerCase(Locale.ROOT).startsWith("application/json");
    return json ? answer.get() : NOT_JSON;
  }
}
