package io.threadleak.corpus.controls;

import io.threadleak.corpus.program.Expectation;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Awaits what the handler of a connection to come will count down. */
final class LatchInAsyncChannel implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("await"));
  }

  @Override
  public Expectation expectation() {
    return Expectation.CONTROL;
  }

  @Override
  public void run(Stage stage) throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    stage.start(() -> await(latch));

    AsynchronousServerSocketChannel server =
        AsynchronousServerSocketChannel.open()
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    server.accept(latch, new Wake());
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    latch.await();
  }

  private static final class Wake
      implements CompletionHandler<AsynchronousSocketChannel, CountDownLatch> {
    @Override
    public void completed(AsynchronousSocketChannel channel, CountDownLatch latch) {
      latch.countDown();
    }

    @Override
    public void failed(Throwable failure, CountDownLatch latch) {
      latch.countDown();
    }
  }
}
