package io.threadleak.corpus.program;

/**
 * A place at which threads of a program stand for ever: a method of the program's class or of one
 * nested in it, found by a frame of the thread's stack.
 *
 * @param method the method's name, one per site in its class
 * @param threads how many threads of one copy of the program stand there, 1 or more
 */
public record Site(String method, int threads) {

  /** A place where one thread of each copy stands. */
  public static Site of(String method) {
    return new Site(method, 1);
  }

  /** A place where several threads of each copy stand. */
  public static Site of(String method, int threads) {
    return new Site(method, threads);
  }
}
