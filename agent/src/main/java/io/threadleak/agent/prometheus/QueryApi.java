package io.threadleak.agent.prometheus;

import io.threadleak.attribution.OwnThreads;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLException;

/**
 * Prometheus' instant queries over HTTP, of range vectors: the raw samples come back with the times
 * at which they were scraped. Bounded in bytes, samples, time and attempts. Used by one thread.
 */
final class QueryApi {

  static final int MAX_BYTES = 64 << 20;
  static final int MAX_SAMPLES = 4_000_000;
  static final int ATTEMPTS = 3;

  private static final int OK = 200;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;
  private static final int ZIP_BUFFER = 1 << 16;
  private static final int IDLE_SECONDS = 10;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  /** Waits, so that tests need not. */
  interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  private final Access access;
  private final Pause pause;
  private final int maxBytes;
  private final Refusal refusal;
  private final HttpClient client;

  QueryApi(Access access) {
    this(access, time -> TimeUnit.NANOSECONDS.sleep(time.toNanos()), MAX_BYTES);
  }

  QueryApi(Access access, Pause pause, int maxBytes) {
    this.access = access;
    this.pause = pause;
    this.maxBytes = maxBytes;
    this.refusal = new Refusal(access.base());
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(access.timeout())
            .executor(oneThread())
            .build();
  }

  /** With more of them the JDK's client now and then loses the failure of a TLS handshake. */
  private static Executor oneThread() {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            OwnThreads.factory("query"));
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  /**
   * Hands the answer to an instant query to a reader.
   *
   * @param promql a range vector
   * @param endMillis where it ends, since the epoch
   * @return what the server warns of
   * @throws QueryException if there is no such answer; the message says what cures it
   */
  List<String> query(String promql, long endMillis, SeriesReader reader) throws QueryException {
    HttpResponse<byte[]> response = ask(requestOf(promql, endMillis));
    try (InputStream body = bodyOf(response)) {
      if (response.statusCode() != OK) {
        String location = response.headers().firstValue("Location").orElse("");
        throw refusal.of(response.statusCode(), location, Matrix.errorIn(body));
      }
      return Matrix.read(body, reader, MAX_SAMPLES);
    } catch (QueryException e) {
      throw e;
    } catch (IOException | Matrix.NotAnAnswer e) {
      throw refusal.ofContent(e);
    }
  }

  private HttpRequest requestOf(String promql, long endMillis) {
    String query = URLEncoder.encode(promql, StandardCharsets.UTF_8);
    String time = String.format(Locale.ROOT, "%.3f", endMillis / 1e3);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(access.base() + "/api/v1/query?query=" + query + "&time=" + time))
            .header("Accept", "application/json")
            .header("Accept-Encoding", "gzip");
    access.headers().forEach(request::setHeader);
    return request.build();
  }

  /** The answer to the first attempt that does not fail in passing, or to the last. */
  private HttpResponse<byte[]> ask(HttpRequest request) throws QueryException {
    Duration wait = FIRST_PAUSE;
    for (int attempt = 1; ; attempt++) {
      try {
        HttpResponse<byte[]> response = send(request);
        if (attempt == ATTEMPTS || !isPassing(response.statusCode())) {
          return response;
        }
      } catch (QueryException e) {
        throw e;
      } catch (IOException e) {
        if (attempt == ATTEMPTS || e instanceof ConnectException || e instanceof SSLException) {
          throw refusal.ofSilence(e);
        }
      }
      sleep(wait);
      wait = wait.multipliedBy(3);
    }
  }

  private static boolean isPassing(int status) {
    return status == TOO_MANY_REQUESTS || status >= SERVER_ERROR;
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, head -> new BoundedBody(maxBytes));
    try {
      return answer.get(access.timeout().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw refusal.ofTimeout(access.timeout());
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new QueryException("interrupted while waiting for " + access.base(), e);
    } catch (ExecutionException e) {
      throw causeOf(e);
    }
  }

  private static IOException causeOf(ExecutionException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof QueryException
          || cause instanceof ConnectException
          || cause instanceof SSLException) {
        return (IOException) cause;
      }
    }
    Throwable cause = failure.getCause();
    return cause instanceof IOException io ? io : new IOException(cause);
  }

  private void sleep(Duration time) throws QueryException {
    try {
      pause.of(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new QueryException("interrupted while waiting for " + access.base(), e);
    }
  }

  private static InputStream bodyOf(HttpResponse<byte[]> response) throws IOException {
    InputStream body = new ByteArrayInputStream(response.body());
    boolean zipped =
        response.headers().firstValue("Content-Encoding").orElse("").equalsIgnoreCase("gzip");
    return zipped ? new GZIPInputStream(body, ZIP_BUFFER) : body;
  }
}
