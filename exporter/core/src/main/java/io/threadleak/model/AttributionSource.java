package io.threadleak.model;

/** The means by which a thread's creation site became known, strongest first. */
public enum AttributionSource {
  /** The agent's hook in {@code Thread.start}: exact, every start and end counted. */
  AGENT("agent"),
  /** A counted factory of the library, which makes virtual threads: exact, as by the agent. */
  FACTORY("factory"),
  /** {@code jdk.ThreadStart} and {@code jdk.ThreadEnd} of a JFR stream: the starter's stack. */
  JFR("jfr"),
  /**
   * The class of a virtual thread's task: learnt from the stacks of other starts of that class; for
   * threads that were there before the agent, the task itself.
   */
  TASK("task"),
  /** The stem of the thread's name and its class, for threads whose start nobody saw. */
  NAME("name");

  private final String label;

  AttributionSource(String label) {
    this.label = label;
  }

  /** The label value in metrics and JSON. */
  public String label() {
    return label;
  }
}
