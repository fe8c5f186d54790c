package io.threadleak.corpus.program;

/**
 * A place at which threads of a program stand for ever: a method of the program's class or of one
 * nested in it, found by a frame of the thread's stack.
 *
 * @param method the method's name, one per site in its class
 * @param threads how many threads of one copy of the program stand there, 1 or more
 * @param owned whether they wait for a lock that its owner alone can release, who has ended or
 *     waits for ever for another such lock: then nothing else that holds the lock could wake them
 * @param ownerEnds whether that owner has ended, which a pool's worker has not that ran its task
 */
public record Site(String method, int threads, boolean owned, boolean ownerEnds) {

  /** A place where one thread of each copy stands. */
  public static Site of(String method) {
    return of(method, 1);
  }

  /** A place where several threads of each copy stand. */
  public static Site of(String method, int threads) {
    return new Site(method, threads, false, false);
  }

  /** A place where threads of each copy stand whoever else holds what they wait for. */
  public static Site owned(String method, int threads) {
    return new Site(method, threads, true, false);
  }

  /** The same where the owner of the lock has ended with it. */
  public static Site ownedByEnded(String method, int threads) {
    return new Site(method, threads, true, true);
  }
}
