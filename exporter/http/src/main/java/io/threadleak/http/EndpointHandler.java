package io.threadleak.http;

import io.threadleak.exposition.ProfileExposition;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jetty's way to the endpoints: one whole body a response, compressed where the client likes it.
 *
 * <p>Rendering runs on a thread of the pool; writing does not block one, so a client that reads
 * slowly holds up nobody.
 */
final class EndpointHandler extends Handler.Abstract {

  private static final Logger LOG = LoggerFactory.getLogger(EndpointHandler.class);

  private static final HttpField ALLOW = new PreEncodedHttpField(HttpHeader.ALLOW, "GET, HEAD");
  private static final HttpField GZIPPED =
      new PreEncodedHttpField(HttpHeader.CONTENT_ENCODING, Gzip.CODING);
  private static final HttpField VARY =
      new PreEncodedHttpField(HttpHeader.VARY, HttpHeader.ACCEPT_ENCODING.asString());

  /** What is compressed already. */
  private static final String BINARY = "application/octet-stream";

  private static final Reply WRONG_METHOD = Reply.line(405, "Only GET and HEAD are answered here.");
  private static final Reply BAD_QUERY = Reply.line(400, "The query cannot be decoded.");

  private final Endpoints endpoints;
  private final @Nullable ProfileHandler profiles;
  private final AtomicLong failures = new AtomicLong();

  /** A handler that serves no profiles where there are none to serve. */
  EndpointHandler(Endpoints endpoints, @Nullable ProfileExposition profiles) {
    this.endpoints = endpoints;
    this.profiles = profiles == null ? null : new ProfileHandler(profiles, this::count);
  }

  /** Requests that could not be answered because rendering failed. */
  long failures() {
    return failures.get();
  }

  /** Ends profiles that are being taken. */
  void close() {
    if (profiles != null) {
      profiles.close();
    }
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    ProfileHandler handler = profiles;
    if (handler != null && ProfileHandler.serves(Request.getPathInContext(request))) {
      profile(handler, request, response, reply -> write(reply, request, response, callback));
    } else {
      write(reply(request), request, response, callback);
    }
    return true;
  }

  private void profile(
      ProfileHandler handler, Request request, Response response, Consumer<Reply> writer) {
    if (!isRead(request)) {
      writer.accept(ProfileHandler.WRONG_METHOD);
      return;
    }
    try {
      Request.extractQueryParameters(request);
    } catch (RuntimeException e) {
      writer.accept(BAD_QUERY);
      return;
    }
    try {
      handler.handle(request, response, writer);
    } catch (RuntimeException | Error e) {
      writer.accept(failed(e));
    }
  }

  private static void write(Reply reply, Request request, Response response, Callback callback) {
    HttpFields.Mutable headers = response.getHeaders();
    if (reply.status() == WRONG_METHOD.status()) {
      headers.put(ALLOW);
    }
    byte[] body = reply.body();
    if (Gzip.isWorthIt(body) && !reply.contentType().equals(BINARY)) {
      headers.put(VARY);
      if (Gzip.isAccepted(request.getHeaders())) {
        headers.put(GZIPPED);
        body = Gzip.compress(body);
      }
    }
    response.setStatus(reply.status());
    headers.put(HttpHeader.CONTENT_TYPE, reply.contentType());
    headers.put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
  }

  private static boolean isRead(Request request) {
    return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
  }

  private Reply reply(Request request) {
    if (!isRead(request)) {
      return WRONG_METHOD;
    }
    Set<String> names;
    try {
      names = names(request);
    } catch (RuntimeException e) {
      return BAD_QUERY;
    }
    try {
      return endpoints.reply(Request.getPathInContext(request), accept(request), names);
    } catch (RuntimeException | Error e) {
      return failed(e);
    }
  }

  private Reply failed(Throwable failure) {
    count(failure);
    return Reply.line(500, "The answer could not be rendered: " + failure.getClass().getName());
  }

  private void count(Throwable failure) {
    if (failures.incrementAndGet() == 1) {
      LOG.warn("A request could not be answered; further ones are only counted", failure);
    }
  }

  private static Set<String> names(Request request) {
    return Set.copyOf(Request.extractQueryParameters(request).getValuesOrEmpty("name[]"));
  }

  /** Several headers of the name mean the same as one with all their values. */
  private static @Nullable String accept(Request request) {
    List<String> values = request.getHeaders().getValuesList(HttpHeader.ACCEPT);
    return values.isEmpty() ? null : String.join(", ", values);
  }
}
