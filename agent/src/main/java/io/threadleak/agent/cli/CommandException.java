package io.threadleak.agent.cli;

import org.jspecify.annotations.Nullable;

/** A command cannot do what it was asked; the message says why and what cures it. */
final class CommandException extends Exception {

  private static final long serialVersionUID = 1L;

  CommandException(String message) {
    this(message, null);
  }

  CommandException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
