package io.threadleak.http;

import io.threadleak.exposition.ProfileExposition;
import io.threadleak.model.LeakReport;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
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

  private static final Reply WRONG_METHOD =
      Reply.line(Reply.WRONG_METHOD, "Only GET and HEAD are answered here.");
  private static final Reply BAD_QUERY = Reply.line(400, "The query cannot be decoded.");

  private final Endpoints endpoints;
  private final @Nullable ProfileHandler profiles;
  private final @Nullable StackHandler stacks;
  private final AtomicLong failures = new AtomicLong();
  private final ProfileRuns runs = new ProfileRuns(this::count);

  /** A handler that serves no profiles, and no stacks, where there are none to serve. */
  EndpointHandler(
      Endpoints endpoints,
      Supplier<LeakReport> reports,
      @Nullable ProfileExposition profiles,
      StackHandler.@Nullable Looks looks) {
    this.endpoints = endpoints;
    this.profiles = profiles == null ? null : new ProfileHandler(profiles, runs);
    this.stacks = looks == null ? null : new StackHandler(reports, looks, runs);
  }

  /** Requests that could not be answered because rendering failed. */
  long failures() {
    return failures.get();
  }

  /** Ends profiles that are being taken. */
  void close() {
    runs.close();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = Request.getPathInContext(request);
    Consumer<Reply> writer = reply -> write(reply, request, response, callback);
    ProfileHandler profiler = profiles;
    StackHandler looker = stacks;
    if (profiler != null && ProfileHandler.serves(path)) {
      Runnable take = () -> profiler.handle(request, response, writer);
      onDemand(request, writer, ProfileHandler.WRONG_METHOD, take);
    } else if (looker != null && StackHandler.serves(path)) {
      onDemand(request, writer, WRONG_METHOD, () -> looker.handle(request, writer));
    } else {
      writer.accept(reply(request));
    }
    return true;
  }

  /** Has something looked at that answers by and by. */
  private void onDemand(Request request, Consumer<Reply> writer, Reply wrongMethod, Runnable take) {
    if (!isRead(request)) {
      writer.accept(wrongMethod);
      return;
    }
    try {
      Request.extractQueryParameters(request);
    } catch (RuntimeException e) {
      writer.accept(BAD_QUERY);
      return;
    }
    try {
      take.run();
    } catch (RuntimeException | Error e) {
      writer.accept(failed(e));
    }
  }

  private static void write(Reply reply, Request request, Response response, Callback callback) {
    HttpFields.Mutable headers = response.getHeaders();
    if (reply.status() == Reply.WRONG_METHOD) {
      headers.put(ALLOW);
    }
    if (reply.policy() != null) {
      Hardening.relax(headers, reply.policy());
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
    Asked asked;
    try {
      asked = asked(request);
    } catch (RuntimeException e) {
      return BAD_QUERY;
    }
    try {
      return endpoints.reply(asked);
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

  private static Asked asked(Request request) {
    Fields query = Request.extractQueryParameters(request);
    return new Asked(
        Request.getPathInContext(request),
        accept(request),
        Set.copyOf(query.getValuesOrEmpty("name[]")),
        query.getValue("site"));
  }

  /** Several headers of the name mean the same as one with all their values. */
  private static @Nullable String accept(Request request) {
    List<String> values = request.getHeaders().getValuesList(HttpHeader.ACCEPT);
    return values.isEmpty() ? null : String.join(", ", values);
  }
}
