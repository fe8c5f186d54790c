package io.threadleak.agent.prometheus;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * An answer of Prometheus' query API, read as a stream:
 *
 * <pre>{@code
 * {"status":"success","data":{"resultType":"matrix","result":[
 *   {"metric":{"__name__":"threadleak_threads",...},"values":[[1760000000.123,"52"],...]},...]}}
 * {"status":"error","errorType":"bad_data","error":"..."}
 * }</pre>
 *
 * Used once, by one thread.
 */
final class Matrix {

  private static final int MAX_STRING = 1 << 16;
  private static final int MAX_NESTING = 32;
  private static final int MAX_WARNINGS = 5;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_NESTING)
                  .maxStringLength(MAX_STRING)
                  .build())
          .build();

  private final JsonParser parser;
  private final SeriesReader reader;
  private final int maxSamples;
  private final List<String> warnings = new ArrayList<>();
  private @Nullable String status;
  private @Nullable String error;
  private int samples;

  private Matrix(JsonParser parser, SeriesReader reader, int maxSamples) {
    this.parser = parser;
    this.reader = reader;
    this.maxSamples = maxSamples;
  }

  /**
   * Hands the series of an answer to a reader.
   *
   * @return what the server warns of
   * @throws NotAnAnswer if the text is none; the message says why
   * @throws QueryException if it holds too many samples
   */
  static List<String> read(InputStream json, SeriesReader reader, int maxSamples)
      throws NotAnAnswer, QueryException {
    Matrix matrix = parse(json, reader, maxSamples);
    if (!"success".equals(matrix.status)) {
      throw new NotAnAnswer("its status is " + matrix.status + ": " + matrix.error);
    }
    return matrix.warnings;
  }

  /** The message of an answer that is an error, null where the text is none. */
  static @Nullable String errorIn(InputStream json) {
    try {
      return parse(json, labels -> SeriesReader.Samples.NONE, Integer.MAX_VALUE).error;
    } catch (NotAnAnswer | QueryException e) {
      return null;
    }
  }

  private static Matrix parse(InputStream json, SeriesReader reader, int maxSamples)
      throws NotAnAnswer, QueryException {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      Matrix matrix = new Matrix(parser, reader, maxSamples);
      matrix.answer();
      return matrix;
    } catch (JacksonException e) {
      throw new NotAnAnswer(String.valueOf(e.getOriginalMessage()));
    }
  }

  private void answer() throws NotAnAnswer, QueryException {
    parser.nextToken();
    expect(JsonToken.START_OBJECT);
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      switch (name) {
        case "status" -> status = parser.getValueAsString();
        case "error" -> error = parser.getValueAsString();
        case "warnings" -> readWarnings();
        case "data" -> readBody();
        default -> parser.skipChildren();
      }
    }
    expect(JsonToken.END_OBJECT);
  }

  private void readWarnings() throws NotAnAnswer {
    expect(JsonToken.START_ARRAY);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (warnings.size() < MAX_WARNINGS) {
        warnings.add(String.valueOf(parser.getValueAsString()));
      }
      parser.skipChildren();
    }
  }

  private void readBody() throws NotAnAnswer, QueryException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return;
    }
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      if (name.equals("resultType") && !"matrix".equals(parser.getValueAsString())) {
        throw new NotAnAnswer("it holds no matrix but a " + parser.getValueAsString());
      }
      if (name.equals("result")) {
        expect(JsonToken.START_ARRAY);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          readSeries();
        }
      } else {
        parser.skipChildren();
      }
    }
  }

  private void readSeries() throws NotAnAnswer, QueryException {
    expect(JsonToken.START_OBJECT);
    Map<String, String> labels = Map.of();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      switch (name) {
        case "metric" -> labels = readLabels();
        case "values" -> readSamples(reader.series(labels));
        default -> parser.skipChildren();
      }
    }
  }

  private Map<String, String> readLabels() throws NotAnAnswer {
    expect(JsonToken.START_OBJECT);
    Map<String, String> labels = new LinkedHashMap<>();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      expect(JsonToken.VALUE_STRING);
      labels.put(name, parser.getString());
    }
    return labels;
  }

  private void readSamples(SeriesReader.Samples series) throws NotAnAnswer, QueryException {
    expect(JsonToken.START_ARRAY);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      expect(JsonToken.START_ARRAY);
      if (samples++ == maxSamples) {
        throw QueryException.tooMuch("an answer holds more than %d samples".formatted(maxSamples));
      }
      if (!parser.nextToken().isNumeric()) {
        throw new NotAnAnswer("a sample has no time");
      }
      long millis = Math.round(parser.getDoubleValue() * 1000);
      parser.nextToken();
      expect(JsonToken.VALUE_STRING);
      series.sample(millis, valueOf(parser.getString()));
      parser.nextToken();
      expect(JsonToken.END_ARRAY);
    }
  }

  private static double valueOf(String text) throws NotAnAnswer {
    try {
      return switch (text) {
        case "+Inf" -> Double.POSITIVE_INFINITY;
        case "-Inf" -> Double.NEGATIVE_INFINITY;
        default -> Double.parseDouble(text);
      };
    } catch (NumberFormatException e) {
      throw new NotAnAnswer("a sample's value is no number");
    }
  }

  private void expect(JsonToken wanted) throws NotAnAnswer {
    if (parser.currentToken() != wanted) {
      throw new NotAnAnswer(
          "there is %s where %s belongs".formatted(parser.currentToken(), wanted));
    }
  }

  /** A text is no answer of the query API; the message says why. */
  static final class NotAnAnswer extends Exception {

    private static final long serialVersionUID = 1L;

    NotAnAnswer(String message) {
      super(message);
    }
  }
}
