package io.threadleak.http;

import io.threadleak.http.config.WebRules;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** What every request passes first: limits, users, and the headers that every response has. */
final class DoorHandler extends Handler.Wrapper {

  /** A body is never read; one that is larger is refused before it comes. */
  private static final long MAX_BODY_BYTES = 65_536;

  private static final Reply WHO = Reply.line(401, "Name and password, please.");
  private static final Reply TOO_OFTEN = Reply.line(429, "Too many requests: come again later.");
  private static final Reply TOO_LARGE = Reply.line(413, "No body of that size is taken here.");

  private final Doors doors;
  private final Logins logins;
  private final RequestLimits limits;

  DoorHandler(Handler next, Doors doors, Logins logins, RequestLimits limits) {
    super(next);
    this.doors = doors;
    this.logins = logins;
    this.limits = limits;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    request.setAttribute(PlainErrors.READ, true);
    WebRules rules = doors.rules();
    HttpFields.Mutable headers = response.getHeaders();
    Hardening.apply(headers);
    rules
        .headers()
        .forEach(
            (name, value) -> {
              headers.remove(name);
              if (!value.isEmpty()) {
                headers.put(name, value);
              }
            });
    Reply refusal = refusal(rules, request, headers);
    if (refusal == null) {
      return super.handle(request, response, callback);
    }
    refusal.send(response, callback);
    return true;
  }

  private @Nullable Reply refusal(WebRules rules, Request request, HttpFields.Mutable headers) {
    Client client = Client.of(request);
    long seconds = limits.secondsToWait(client, rules.rate());
    if (seconds > 0) {
      headers.put(HttpHeader.RETRY_AFTER, seconds);
      return TOO_OFTEN;
    }
    if (request.getLength() > MAX_BODY_BYTES) {
      return TOO_LARGE;
    }
    String path = Request.getPathInContext(request);
    Map<String, String> users = doors.users(rules, path);
    if (users.isEmpty()) {
      return null;
    }
    String authorization = request.getHeaders().get(HttpHeader.AUTHORIZATION);
    return switch (logins.check(users, authorization, client.name())) {
      case LET_IN -> null;
      case REFUSED -> {
        headers.put(
            HttpHeader.WWW_AUTHENTICATE,
            "Basic realm=\"%s\", charset=\"UTF-8\"".formatted(doors.realm(path)));
        yield WHO;
      }
      case LATER -> {
        headers.put(HttpHeader.RETRY_AFTER, 10);
        yield TOO_OFTEN;
      }
    };
  }
}
