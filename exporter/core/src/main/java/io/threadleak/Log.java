package io.threadleak;

import java.lang.System.Logger.Level;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Warnings by the JDK's own logging facade, to wherever the host has pointed it. The logger is made
 * on the first warning, not before: an early one would fix the host's log manager. Nothing that the
 * host's logging throws comes back from here: it must not end the rounds.
 *
 * <p>A warning is one line, whatever caused it; the cause's stack follows at {@code DEBUG}.
 */
final class Log {

  /** No name of a package, since the agent's build renames those. */
  private static final String NAME = "threadleak";

  private Log() {}

  static void warn(String message) {
    log(() -> message, null);
  }

  static void warn(String message, Throwable cause) {
    log(() -> message + " It was " + String.valueOf(cause).replaceAll("\\s+", " "), cause);
  }

  private static void log(Supplier<String> message, @Nullable Throwable cause) {
    try {
      System.Logger log = System.getLogger(NAME);
      log.log(Level.WARNING, message.get());
      if (cause != null) {
        log.log(Level.DEBUG, "The stack of what the warning before tells of", cause);
      }
    } catch (Throwable hostsFailure) {
      // The host's logging is broken: there is nowhere left to say so.
    }
  }
}
