package io.threadleak.libraries;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveTask;
import java.util.stream.IntStream;

/** A ForkJoinPool of the service's own, whose tasks fork and join, and the common one. */
final class ForkJoin implements Library {

  private static final int DEPTH = 5;

  private final ForkJoinPool pool = new ForkJoinPool(3);
  private final Backend backend;

  ForkJoin(Backend backend) {
    this.backend = backend;
  }

  @Override
  public void use() throws Exception {
    int leaves = pool.submit(new Halving(DEPTH)).get();
    int squares = IntStream.range(0, 1_000).parallel().map(number -> number * number).sum();
    String answer = CompletableFuture.supplyAsync(backend::ask, pool).join();
    if (leaves != 1 << DEPTH || squares == 0 || answer.isEmpty()) {
      throw new IllegalStateException(leaves + " leaves, " + squares);
    }
  }

  @Override
  public void end() {
    pool.shutdownNow();
  }

  private static final class Halving extends RecursiveTask<Integer> {
    private static final long serialVersionUID = 1;

    private final int depth;

    Halving(int depth) {
      this.depth = depth;
    }

    @Override
    protected Integer compute() {
      if (depth == 0) {
        return 1;
      }
      Halving left = new Halving(depth - 1);
      left.fork();
      return new Halving(depth - 1).compute() + left.join();
    }
  }
}
