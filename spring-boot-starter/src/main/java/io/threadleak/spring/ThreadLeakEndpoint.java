package io.threadleak.spring;

import io.threadleak.exposition.Answer;
import io.threadleak.json.JsonReports;
import io.threadleak.model.ProofEngine;
import io.threadleak.model.ProofException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/**
 * {@code actuator/threadleak}: the report, one site of it, profiles for {@code go tool pprof}, and
 * proofs, all as the agent's server shows them.
 *
 * <p>Reading changes nothing and never stops the JVM for long; a proof, which does, is asked for by
 * a write.
 */
@WebEndpoint(id = "threadleak")
public final class ThreadLeakEndpoint {

  private static final String PROOF = "proof";
  private static final String PPROF = "pprof";
  private static final int MAX_DEBUG = 2;

  private final ThreadLeakWatch watch;

  ThreadLeakEndpoint(ThreadLeakWatch watch) {
    this.watch = watch;
  }

  /** Made when it is first asked for: no start of an application has to wait for Jackson. */
  private static final class Json {

    static final JsonReports REPORTS = new JsonReports();
  }

  /** What a source answers, which may be that it cannot. */
  @FunctionalInterface
  private interface Question {

    @Nullable Answer ask(ReportSource source)
        throws IOException, ProofException, InterruptedException;
  }

  /** The report as JSON. */
  @ReadOperation
  public WebEndpointResponse<byte[]> report() {
    return answer(source -> Json.REPORTS.report(source.report()));
  }

  /**
   * One site of the report as JSON; or, for {@code proof}, how far the last proof is, and for
   * {@code pprof} which profiles there are.
   *
   * @param item id of a site, {@code other} for the sum of the rest
   */
  @ReadOperation
  public WebEndpointResponse<byte[]> item(@Selector String item) {
    return switch (item) {
      case PROOF -> answer(ReportSource::proof);
      case PPROF -> text(200, String.join("\n", Profiles.NAMES));
      default -> answer(source -> Json.REPORTS.site(source.report(), item).orElse(null));
    };
  }

  /**
   * A profile.
   *
   * @param item {@code pprof}
   * @param name of the profile
   * @param debug 0, the default, for {@code go tool pprof}; 1 and 2 for people
   */
  @ReadOperation(produces = {"application/octet-stream", "text/plain;charset=UTF-8"})
  public WebEndpointResponse<byte[]> profile(
      @Selector String item,
      @Selector String name,
      @SuppressWarnings("MultipleNullnessAnnotations") // Boot 3 knows the one, Boot 4 the other
          @org.springframework.lang.Nullable
          @Nullable Integer debug) {
    if (!item.equals(PPROF) || !Profiles.NAMES.contains(name)) {
      return text(404, "Unknown profile");
    }
    int form = debug == null ? 0 : Math.max(0, Math.min(debug, MAX_DEBUG));
    return answer(source -> source.profile(name, form));
  }

  /**
   * Asks for a proof and answers at once.
   *
   * @param item {@code proof}
   * @param engine what to ask it of; by default what {@code threadleak.proof-engine} says
   */
  @WriteOperation
  public WebEndpointResponse<byte[]> begin(
      @Selector String item,
      @SuppressWarnings("MultipleNullnessAnnotations") // Boot 3 knows the one, Boot 4 the other
          @org.springframework.lang.Nullable
          @Nullable ProofEngine engine) {
    return item.equals(PROOF)
        ? answer(source -> source.beginProof(engine))
        : text(404, "Only a proof can be asked for: POST to threadleak/proof");
  }

  private WebEndpointResponse<byte[]> answer(Question question) {
    Optional<ReportSource> source = watch.source();
    if (source.isEmpty()) {
      return text(503, "The watch has not begun yet, or is off: see the log");
    }
    try {
      Answer answer = question.ask(source.get());
      return answer == null
          ? text(404, "No site of that id in the latest report")
          : new WebEndpointResponse<>(answer.body(), 200, MimeType.valueOf(answer.contentType()));
    } catch (ProofException none) {
      return text(409, none.getMessage());
    } catch (IOException | IllegalStateException gone) {
      return text(503, gone.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return text(503, "interrupted");
    }
  }

  private static WebEndpointResponse<byte[]> text(int status, @Nullable String line) {
    return new WebEndpointResponse<>(
        (line + "\n").getBytes(StandardCharsets.UTF_8),
        status,
        new MimeType(MimeTypeUtils.TEXT_PLAIN, StandardCharsets.UTF_8));
  }
}
