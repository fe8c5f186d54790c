package io.threadleak.libraries;

/**
 * Runs the libraries and prints the table. Exits with 0 if nothing was proved falsely and all that
 * was leaked was found, with 1 if not, with 2 if it could not be run.
 */
public final class Main {

  private static final int PROOFS_UNDER_LOAD = 4;
  private static final long PAUSE_MILLIS = 4;

  private Main() {}

  /** Takes no arguments. */
  @SuppressWarnings("CatchAndPrintStackTrace") // a program's end, and its only way to say why
  public static void main(String[] arguments) {
    int exit = 2;
    try {
      Outcome outcome = new LibrariesRun(PROOFS_UNDER_LOAD, PAUSE_MILLIS).run();
      System.out.print(outcome);
      exit = outcome.passed() ? 0 : 1;
    } catch (Exception e) {
      e.printStackTrace();
    }
    System.exit(exit);
  }
}
