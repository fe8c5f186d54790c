package io.threadleak.json;

import io.threadleak.exposition.Answer;
import io.threadleak.exposition.ProofExposition;
import io.threadleak.model.ProofException.Reason;
import io.threadleak.model.ProofProgress;
import io.threadleak.model.ProofReport;
import io.threadleak.model.ProofStatus;
import io.threadleak.model.ProofStatus.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** How far a proof is, as JSON. Thread-safe. */
public final class JsonProofs implements ProofExposition {

  private static final String FORMAT = "threadleak-proof";
  private static final int VERSION = 1;

  private final JsonMapper mapper = JsonReports.mapper();

  /** Makes one. */
  public JsonProofs() {}

  @Override
  public Answer status(ProofStatus status) {
    return new Answer(JsonReports.CONTENT_TYPE, write(status).getBytes(StandardCharsets.UTF_8));
  }

  /** One line of JSON. */
  public String write(ProofStatus status) {
    Refusal refusal = status.refusal();
    ProofReport proof = status.proof();
    return mapper.writeValueAsString(
        new View(
            FORMAT,
            VERSION,
            status.running(),
            status.progress().phase(),
            status.progress().fraction(),
            refusal == null ? null : label(refusal.reason()),
            refusal == null ? null : refusal.message(),
            proof == null ? null : ProofView.of(proof)));
  }

  /**
   * The status that {@link #write} wrote.
   *
   * @throws ReportFormatException if the text is something else
   */
  public ProofStatus read(String text) throws ReportFormatException {
    try {
      View view = mapper.readValue(text, View.class);
      if (!FORMAT.equals(view.format)) {
        throw new IllegalArgumentException("\"format\" is not " + FORMAT);
      }
      return view.toStatus();
    } catch (JacksonException | IllegalArgumentException e) {
      throw new ReportFormatException(String.valueOf(e.getMessage()), e);
    }
  }

  private static String label(Reason reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }

  /** The keys, in this order. */
  private record View(
      @Nullable String format,
      int version,
      boolean running,
      @Nullable String phase,
      double fraction,
      @Nullable String refusal,
      @Nullable String message,
      @Nullable ProofView proof) {

    ProofStatus toStatus() {
      return new ProofStatus(
          running,
          new ProofProgress(Keys.required("phase", phase), fraction),
          refusal == null
              ? null
              : new Refusal(
                  Keys.constant("refusal", refusal, Reason.values(), JsonProofs::label),
                  Keys.required("message", message)),
          proof == null ? null : proof.toReport());
    }
  }
}
