package io.threadleak.heap;

import java.io.IOException;

/** A heap dump that cannot be read: which file, where in it, what is wrong and what cures it. */
public final class HeapDumpException extends IOException {

  private static final long serialVersionUID = 1;

  private final long offset;

  HeapDumpException(String file, long offset, String what, String cure) {
    super(file + ": " + what + " at offset " + offset + "; " + cure);
    this.offset = offset;
  }

  /** Where in the file, in bytes from its begin. */
  public long offset() {
    return offset;
  }
}
