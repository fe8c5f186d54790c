package io.threadleak.model;

/** Whether threads are carried by an operating-system thread of their own. */
public enum ThreadKind {
  /** One operating-system thread each. */
  PLATFORM("platform"),
  /** Mounted on carrier threads; JDK 21 and later. */
  VIRTUAL("virtual");

  private final String label;

  ThreadKind(String label) {
    this.label = label;
  }

  /** The label value in metrics and JSON. */
  public String label() {
    return label;
  }
}
