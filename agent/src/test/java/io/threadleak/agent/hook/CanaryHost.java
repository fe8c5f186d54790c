package io.threadleak.agent.hook;

/** Has the canary for virtual threads sing where nothing is woven, and prints what it says. */
public final class CanaryHost {

  private CanaryHost() {}

  /** Prints one line. */
  public static void main(String[] arguments) throws ClassNotFoundException {
    try {
      VirtualCanary.sing(Class.forName("java.lang.VirtualThread"));
      System.out.println("it sees");
    } catch (HookException e) {
      System.out.println(e.getMessage());
    }
  }
}
