package io.threadleak.pprof;

import io.threadleak.attribution.CodeNames;
import io.threadleak.model.AttributionSource;
import io.threadleak.model.CreationSite;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * A frame as pprof has it.
 *
 * @param function {@code com.acme.OrderHandler.handle}
 * @param file where a tool finds it under a source path, {@code com/acme/OrderHandler.java}; empty
 *     where not known
 * @param line 1 or more; 0 where not known
 */
record ProfileFrame(String function, String file, int line) {

  private static final String CREATED_BY = "created by ";

  /** {@code com.acme.OrderHandler.handle(OrderHandler.java:42)}. */
  private static final Pattern PLACE =
      Pattern.compile("(?<function>[^()]+)\\((?<file>[^():\\s]+\\.\\w+)(?::(?<line>\\d+))?\\)");

  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private static final int BITS_OF_LINE = 16;
  private static final int MAX_LINE = (1 << BITS_OF_LINE) - 1;

  /** Takes control characters out of the name, which would break lines apart. */
  ProfileFrame {
    function = CONTROL.matcher(function).replaceAll(" ");
  }

  /** The frame of a stack, its names made stable. */
  static ProfileFrame of(StackTraceElement element) {
    StackTraceElement stable = CodeNames.stable(element);
    String name = stable.getFileName();
    return new ProfileFrame(
        stable.getClassName() + "." + stable.getMethodName(),
        name == null ? "" : inPackage(stable.getClassName(), name),
        Math.max(0, stable.getLineNumber()));
  }

  /**
   * The root that stands for the creation site: {@code created by} and its function, or its label
   * where no line is known.
   */
  static ProfileFrame createdBy(CreationSite site) {
    Matcher place = PLACE.matcher(site.label());
    if (site.source() == AttributionSource.NAME || !place.matches()) {
      return new ProfileFrame(CREATED_BY + site.label(), "", 0);
    }
    String function = place.group("function");
    String type = function.substring(0, Math.max(0, function.lastIndexOf('.')));
    String line = place.group("line");
    return new ProfileFrame(
        CREATED_BY + function,
        inPackage(type, place.group("file")),
        line == null ? 0 : Integer.parseInt(line));
  }

  private static String inPackage(String type, String file) {
    int end = type.lastIndexOf('.');
    return end < 0 ? file : type.substring(0, end).replace('.', '/') + "/" + file;
  }

  /**
   * A made-up address, for forms that have addresses: the same for the same function and line in
   * every JVM, since it is a hash of the one plus the other.
   */
  long address() {
    CRC32C crc = new CRC32C();
    crc.update(function.getBytes(StandardCharsets.UTF_8));
    return (crc.getValue() << BITS_OF_LINE) + offset();
  }

  /** How far the address lies from that of the function: the line. */
  int offset() {
    return Math.min(line, MAX_LINE);
  }
}
