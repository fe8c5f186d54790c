package io.threadleak.pprof;

import io.threadleak.pprof.ProfileTable.SampleType;
import io.threadleak.pprof.format.Function;
import io.threadleak.pprof.format.Label;
import io.threadleak.pprof.format.Line;
import io.threadleak.pprof.format.Location;
import io.threadleak.pprof.format.Profile;
import io.threadleak.pprof.format.Sample;
import io.threadleak.pprof.format.ValueType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A table as pprof's protobuf, gzipped. There are no mappings and no addresses, as there is no
 * binary to look names up in: every location carries its function, file and line.
 */
final class BinaryForm {

  private static final long NANOS_A_SECOND = 1_000_000_000;

  /** A method, whatever the line. */
  private record FunctionKey(String name, String file) {}

  private final Profile.Builder profile = Profile.newBuilder();
  private final Map<String, Long> strings = new HashMap<>();
  private final Map<FunctionKey, Long> functions = new HashMap<>();
  private final Map<ProfileFrame, Long> locations = new HashMap<>();

  private BinaryForm() {
    string(""); // which readers expect to be the first
  }

  static byte[] of(ProfileTable table) {
    return zipped(message(table).toByteArray());
  }

  static Profile message(ProfileTable table) {
    BinaryForm form = new BinaryForm();
    form.write(table);
    return form.profile.build();
  }

  private void write(ProfileTable table) {
    table.types().forEach(type -> profile.addSampleType(type(type)));
    profile
        .setPeriodType(type(new SampleType(table.name(), "count")))
        .setPeriod(1)
        .setDefaultSampleType(string(table.types().get(0).name()))
        .setTimeNanos(nanos(table.time()))
        .setDurationNanos(table.covers().toNanos());
    table.rows().forEach(this::write);
    table.comments().forEach(comment -> profile.addComment(string(comment)));
  }

  private void write(ProfileRow row) {
    Sample.Builder sample = Sample.newBuilder();
    row.frames().forEach(frame -> sample.addLocationId(location(frame)));
    for (long value : row.values()) {
      sample.addValue(value);
    }
    row.labels()
        .forEach(
            (key, text) ->
                sample.addLabel(Label.newBuilder().setKey(string(key)).setStr(string(text))));
    profile.addSample(sample);
  }

  private ValueType type(SampleType type) {
    return ValueType.newBuilder().setType(string(type.name())).setUnit(string(type.unit())).build();
  }

  private long location(ProfileFrame frame) {
    Long known = locations.get(frame);
    if (known != null) {
      return known;
    }
    long id = locations.size() + 1L;
    locations.put(frame, id);
    profile.addLocation(
        Location.newBuilder()
            .setId(id)
            .addLine(Line.newBuilder().setFunctionId(function(frame)).setLine(frame.line())));
    return id;
  }

  private long function(ProfileFrame frame) {
    FunctionKey key = new FunctionKey(frame.function(), frame.file());
    Long known = functions.get(key);
    if (known != null) {
      return known;
    }
    long id = functions.size() + 1L;
    functions.put(key, id);
    profile.addFunction(
        Function.newBuilder()
            .setId(id)
            .setName(string(frame.function()))
            .setSystemName(string(frame.function()))
            .setFilename(string(frame.file())));
    return id;
  }

  private long string(String text) {
    Long known = strings.get(text);
    if (known != null) {
      return known;
    }
    long index = strings.size();
    strings.put(text, index);
    profile.addStringTable(text);
    return index;
  }

  private static long nanos(Instant time) {
    return time.getEpochSecond() * NANOS_A_SECOND + time.getNano();
  }

  private static byte[] zipped(byte[] message) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (OutputStream out = new Fast(zipped)) {
      out.write(message);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail to be written to
    }
    return zipped.toByteArray();
  }

  /** At the level that costs the host least, as Go does. */
  private static final class Fast extends GZIPOutputStream {

    Fast(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
