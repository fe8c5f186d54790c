package io.threadleak.json;

import java.util.List;

/** Stack frames as text: {@code com.acme.OrderHandler.handle(OrderHandler.java:42)}. */
final class Frames {

  private static final String NATIVE = "Native Method";
  private static final String UNKNOWN = "Unknown Source";
  private static final int NATIVE_LINE = -2;
  private static final int NO_LINE = -1;

  private Frames() {}

  static List<String> write(List<StackTraceElement> frames) {
    return frames.stream().map(Frames::write).toList();
  }

  static List<StackTraceElement> read(List<String> texts) {
    return texts.stream().map(Frames::read).toList();
  }

  /** Without module and class loader, which {@code StackTraceElement.toString} would put first. */
  private static String write(StackTraceElement frame) {
    return frame.getClassName() + "." + frame.getMethodName() + "(" + location(frame) + ")";
  }

  private static String location(StackTraceElement frame) {
    if (frame.isNativeMethod()) {
      return NATIVE;
    }
    String file = frame.getFileName();
    if (file == null) {
      return UNKNOWN;
    }
    return frame.getLineNumber() < 0 ? file : file + ":" + frame.getLineNumber();
  }

  /** Any text makes a frame: what has not the form becomes the method's name. */
  private static StackTraceElement read(String text) {
    int open = text.lastIndexOf('(');
    int dot = text.lastIndexOf('.', open);
    if (dot < 0 || !text.endsWith(")")) {
      return new StackTraceElement("", text, null, NO_LINE);
    }
    String type = text.substring(0, dot);
    String method = text.substring(dot + 1, open);
    String location = text.substring(open + 1, text.length() - 1);
    return switch (location) {
      case NATIVE -> new StackTraceElement(type, method, null, NATIVE_LINE);
      case UNKNOWN -> new StackTraceElement(type, method, null, NO_LINE);
      default -> located(type, method, location);
    };
  }

  private static StackTraceElement located(String type, String method, String location) {
    int colon = location.lastIndexOf(':');
    String line = location.substring(colon + 1);
    if (colon < 0 || !line.matches("\\d{1,9}")) {
      return new StackTraceElement(type, method, location, NO_LINE);
    }
    return new StackTraceElement(
        type, method, location.substring(0, colon), Integer.parseInt(line));
  }
}
