package io.threadleak.demo;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * A body that is read to its end in the background and dropped. The request counts as answered as
 * soon as its head is there, so that a long-lived connection holds no sender.
 */
final class DroppedBody implements BodySubscriber<@Nullable Void> {

  @Override
  public CompletionStage<@Nullable Void> getBody() {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> dropped) {}

  @Override
  public void onError(Throwable cutOff) {}

  @Override
  public void onComplete() {}
}
