package io.threadleak;

import java.lang.System.Logger.Level;

/**
 * Warnings by the JDK's own logging facade, to wherever the host has pointed it. The logger is made
 * on the first warning, not before: an early one would fix the host's log manager.
 */
final class Log {

  private Log() {}

  static void warn(String message) {
    System.getLogger("io.threadleak").log(Level.WARNING, message);
  }

  static void warn(String message, Throwable cause) {
    System.getLogger("io.threadleak").log(Level.WARNING, message, cause);
  }
}
