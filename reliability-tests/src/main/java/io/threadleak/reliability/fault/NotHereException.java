package io.threadleak.reliability.fault;

/** This machine or JDK cannot do it; the message says why and what would cure it. */
final class NotHereException extends Exception {

  private static final long serialVersionUID = 1;

  NotHereException(String reason) {
    super(reason);
  }
}
