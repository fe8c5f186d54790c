package io.threadleak.http.config;

/** A web config file that is refused; the message names key, value and cure. */
public final class WebConfigException extends Exception {

  private static final long serialVersionUID = 1;

  WebConfigException(String message) {
    super(message);
  }

  WebConfigException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The same refusal, behind the file that it is about. */
  WebConfigException in(Object file) {
    return new WebConfigException(file + ": " + getMessage(), this);
  }
}
