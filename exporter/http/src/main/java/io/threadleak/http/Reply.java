package io.threadleak.http;

import io.threadleak.exposition.Answer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * A whole response: status, media type, body.
 *
 * @param body not copied; nobody writes to it
 * @param policy the content security policy that the body needs; null for the strict one of all
 *     others
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, compared by nobody
record Reply(int status, String contentType, byte[] body, @Nullable String policy) {

  /** The status that goes with a header {@code Allow}. */
  static final int WRONG_METHOD = 405;

  static final String PLAIN_TEXT = "text/plain; charset=utf-8";
  static final String HTML = "text/html; charset=utf-8";

  /** A response that runs nothing. */
  Reply(int status, String contentType, byte[] body) {
    this(status, contentType, body, null);
  }

  /** What an exposition rendered. */
  static Reply ok(Answer answer) {
    return new Reply(200, answer.contentType(), answer.body());
  }

  /** One line of plain text. */
  static Reply line(int status, String line) {
    return new Reply(status, PLAIN_TEXT, (line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  static Reply html(String page) {
    return new Reply(200, HTML, page.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends it as it is. */
  void send(Response response, Callback callback) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
  }
}
