package io.threadleak.agent.hook;

import org.jspecify.annotations.Nullable;

/** This JVM does not take a hook; the message says why. */
public final class HookException extends Exception {

  private static final long serialVersionUID = 1L;

  HookException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
