package io.threadleak;

import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Warnings by the JDK's own logging facade, to wherever the host has pointed it. The logger is made
 * on the first warning, not before: an early one would fix the host's log manager. Nothing that the
 * host's logging throws comes back from here: it must not end the rounds.
 */
final class Log {

  /** No name of a package, since the agent's build renames those. */
  private static final String NAME = "threadleak";

  private Log() {}

  static void warn(String message) {
    log(message, null);
  }

  static void warn(String message, Throwable cause) {
    log(message, cause);
  }

  private static void log(String message, @Nullable Throwable cause) {
    try {
      System.getLogger(NAME).log(Level.WARNING, message, cause);
    } catch (RuntimeException | LinkageError | StackOverflowError hostsFailure) {
      // The host's logging is broken: there is nowhere left to say so.
    }
  }
}
