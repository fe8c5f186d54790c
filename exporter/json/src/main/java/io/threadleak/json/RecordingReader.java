package io.threadleak.json;

import io.threadleak.model.RecordedRound;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory.Feature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/**
 * The rounds of one file, plain or compressed by gzip, one at a time and as they stand there.
 *
 * <p>A last line that was torn is left out with a warning, and so is what a cut gzip stream lacks.
 * Anything else that is no recording is an error which names file and line. Memory is bounded by
 * the limits, whatever the file holds. Not thread-safe.
 */
final class RecordingReader implements Closeable {

  private static final int MOST_NESTING = 100;
  private static final int MOST_NAME_CHARACTERS = 2_000;
  private static final int MOST_NUMBER_CHARACTERS = 100;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(Feature.CHARSET_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MOST_NESTING)
                  .maxNameLength(MOST_NAME_CHARACTERS)
                  .maxNumberLength(MOST_NUMBER_CHARACTERS)
                  .build())
          .build();

  private final String name;
  private final RoundParser rounds;
  private final Consumer<String> warnings;
  private final RecordingLines lines;
  private final RecordingHeader header;
  private long line;

  private RecordingReader(
      String name, RoundParser rounds, Consumer<String> warnings, RecordingLines lines)
      throws IOException {
    this.name = name;
    this.rounds = rounds;
    this.warnings = warnings;
    this.lines = lines;
    this.header = firstLine();
  }

  /**
   * Reads the header of a stream, which is closed with this, or if it is no recording.
   *
   * @param name of the file, for messages
   * @param wanted the sites to be read, by their names
   * @param warnings takes what was left out, one line each, beginning with the file's name
   * @throws RecordingFormatException if it is no recording
   * @throws IOException if it cannot be read
   */
  static RecordingReader of(
      String name,
      InputStream stream,
      RecordingLimits limits,
      Predicate<String> wanted,
      Consumer<String> warnings)
      throws IOException {
    RecordingLines lines = new RecordingLines(stream, limits.lineBytes());
    try {
      return new RecordingReader(name, new RoundParser(limits.sites(), wanted), warnings, lines);
    } catch (IOException | RuntimeException e) {
      lines.close();
      throw e;
    }
  }

  /** From one round to the next, as the header says. */
  Duration interval() {
    return header.interval();
  }

  /** File and line of the latest round, as messages name it. */
  String place() {
    return name + ":" + line;
  }

  /**
   * The next round; null at the end.
   *
   * @throws RecordingFormatException if what follows is no round
   * @throws IOException if the file cannot be read
   */
  @Nullable RecordedRound next() throws IOException {
    while (moveOn()) {
      try {
        Optional<RecordedRound> round = parse(rounds::read);
        if (round.isPresent()) {
          return round.get();
        }
        checkAgain(parse(RecordingHeader::read));
      } catch (StreamReadException e) {
        leaveOutIfLast(e);
        return null;
      }
    }
    if (lines.isTruncated()) {
      warnings.accept(place() + ": the gzip stream was cut behind this line");
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private RecordingHeader firstLine() throws IOException {
    if (!moveOn()) {
      throw new RecordingFormatException(name + ": empty; " + RecordingHeader.EXPECTED);
    }
    try {
      return parse(RecordingHeader::read);
    } catch (StreamReadException e) {
      throw new RecordingFormatException(place() + ": " + RecordingHeader.EXPECTED, e);
    }
  }

  private boolean moveOn() throws IOException {
    try {
      boolean moved = lines.next();
      line = lines.number();
      return moved;
    } catch (RecordingFormatException e) {
      line = lines.number();
      throw e.at(place());
    }
  }

  /** What one line is read as. */
  private interface Shape<T> {
    T read(JsonParser parser) throws RecordingFormatException;
  }

  private <T> T parse(Shape<T> shape) throws RecordingFormatException {
    int length = lines.end() - lines.begin();
    try (JsonParser parser =
        JSON.createParser(ObjectReadContext.empty(), lines.buffer(), lines.begin(), length)) {
      T read = shape.read(parser);
      if (!read.equals(Optional.empty()) && parser.nextToken() != null) {
        throw new RecordingFormatException("one object a line is expected, but there is more");
      }
      return read;
    } catch (RecordingFormatException e) {
      throw e.at(place());
    } catch (StreamReadException e) {
      throw e;
    } catch (JacksonException e) {
      throw new RecordingFormatException(place() + ": " + reason(e), e);
    }
  }

  private void checkAgain(RecordingHeader another) throws RecordingFormatException {
    if (!another.equals(header)) {
      throw new RecordingFormatException(
          "%s: another header, with an interval of %s s instead of %s s: replay them one by one"
              .formatted(place(), seconds(another), seconds(header)));
    }
  }

  private static double seconds(RecordingHeader header) {
    return header.interval().toNanos() / 1e9;
  }

  private void leaveOutIfLast(StreamReadException malformed) throws IOException {
    String torn = place();
    if (moveOn()) {
      throw new RecordingFormatException(torn + ": no JSON: " + reason(malformed), malformed);
    }
    warnings.accept(
        torn
            + (lines.isTruncated()
                ? ": the gzip stream was cut; the line that it cut is left out"
                : ": the last line is torn and left out"));
  }

  private static String reason(JacksonException e) {
    return RecordingValues.shown(e.getOriginalMessage());
  }
}
