package io.threadleak.json;

import com.fasterxml.jackson.annotation.Nulls;
import io.threadleak.exposition.Answer;
import io.threadleak.exposition.ReportExposition;
import io.threadleak.model.LeakReport;
import io.threadleak.model.SiteReport;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reports as JSON: one object on one line, as {@code docs/http-api.md} lists it.
 *
 * <pre>{@code
 * {"format":"threadleak-report","version":1,"time":"2026-01-02T03:04:05Z","intervalSeconds":10.0,
 *  "leaks":true,"live":57,"sites":[{"siteId":"1a2b3c4d","verdict":"leaking",...}],...}
 * }</pre>
 *
 * <p>What is read back equals what was written, but for two things that JSON does not carry: a
 * frame's module and class loader, and halves of surrogate pairs, which become {@code ?}.
 *
 * <p>Immutable and thread-safe.
 */
public final class JsonReports implements ReportExposition {

  static final String CONTENT_TYPE = "application/json";

  private final JsonMapper mapper = mapper();

  /** Strict where a key is missing or a list holds null, lenient where a key is new. */
  static JsonMapper mapper() {
    return JsonMapper.builder()
        .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
        .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
        .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
        .build();
  }

  /** The JSON text of a report, without a line feed. */
  public String write(LeakReport report) {
    return mapper.writeValueAsString(ReportView.of(report));
  }

  /**
   * The report in a JSON text. Keys it does not know are passed over, for a later release may add
   * some.
   *
   * @throws ReportFormatException if the text is no report, or of a later version; the message says
   *     what is wrong
   */
  public LeakReport read(String json) throws ReportFormatException {
    try {
      JsonNode tree = mapper.readTree(json);
      ReportView.check(tree.path("format"), tree.path("version"));
      return mapper.treeToValue(tree, ReportView.class).toReport();
    } catch (JacksonException e) {
      throw new ReportFormatException(e.getOriginalMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new ReportFormatException(e.getMessage(), e);
    }
  }

  @Override
  public Answer report(LeakReport report) {
    return answer(ReportView.of(report));
  }

  @Override
  public Optional<Answer> site(LeakReport report, String siteId) {
    return report
        .rows()
        .filter(row -> row.site().id().equals(siteId))
        .findFirst()
        .map((SiteReport row) -> answer(SiteView.of(row)));
  }

  /**
   * By way of a string, for a thread's name may hold half a surrogate pair: Jackson would refuse to
   * encode it, a string's own encoder replaces it.
   */
  private Answer answer(Object view) {
    String json = mapper.writeValueAsString(view);
    return new Answer(CONTENT_TYPE, json.getBytes(StandardCharsets.UTF_8));
  }
}
