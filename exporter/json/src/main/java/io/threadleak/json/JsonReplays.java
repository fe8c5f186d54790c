package io.threadleak.json;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** What replays came to as JSON: one object on one line. Immutable and thread-safe. */
public final class JsonReplays {

  private final JsonMapper mapper =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .addModule(new SimpleModule().addSerializer(new EpochSeconds()))
          .build();

  /** Nothing to configure. */
  public JsonReplays() {}

  /**
   * The JSON text of results, without a line feed. That of recordings stands alone; processes that
   * have labels share one list of sites.
   */
  public String write(List<ReplayResult> results) {
    boolean alone = results.size() == 1 && results.get(0).labels().isEmpty();
    return mapper.writeValueAsString(
        alone ? ReplayView.of(results.get(0)) : ReplaysView.of(results));
  }

  /** Instants as recordings have them: epoch seconds, with milliseconds where there are any. */
  private static final class EpochSeconds extends StdSerializer<Instant> {

    EpochSeconds() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant time, JsonGenerator json, SerializationContext context) {
      long millis = time.toEpochMilli();
      if (millis % 1000 == 0) {
        json.writeNumber(millis / 1000);
      } else {
        json.writeNumber(BigDecimal.valueOf(millis, 3));
      }
    }
  }
}
