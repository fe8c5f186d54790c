package io.threadleak.http;

import io.threadleak.exposition.Answer;
import io.threadleak.exposition.ProfileExposition;
import io.threadleak.model.ProofException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Profiles that say which form was asked for, and wait, refuse or fail when told to. */
final class FakeProfiles implements ProfileExposition {

  final AtomicInteger taken = new AtomicInteger();
  volatile @Nullable CountDownLatch gate;
  volatile @Nullable ProofException refusal;

  @Override
  public List<Entry> entries() {
    return List.of(
        new Entry("thread", "57", "All <threads>."),
        new Entry("threadbroken", "0", "Fails."),
        new Entry("threadleak", "not proved yet", "The leaked."));
  }

  @Override
  public Profile take(String name) throws ProofException, InterruptedException {
    int number = taken.incrementAndGet();
    CountDownLatch open = gate;
    if (open != null) {
      open.await();
    }
    ProofException refused = refusal;
    if (refused != null && name.equals("threadleak")) {
      throw refused;
    }
    if (name.equals("threadbroken")) {
      throw new IllegalStateException("on purpose");
    }
    return new Fake(name, number);
  }

  private record Fake(String name, int number) implements Profile {

    @Override
    public Answer binary() {
      return TestServers.answer("application/octet-stream", name + " binary " + "x".repeat(2_000));
    }

    @Override
    public Answer text() {
      return TestServers.answer(Reply.PLAIN_TEXT, name + " text");
    }

    @Override
    public Answer dump() {
      return TestServers.answer(Reply.PLAIN_TEXT, name + " dump");
    }

    @Override
    public Answer since(Profile earlier) {
      return TestServers.answer(
          "application/octet-stream", name + " " + number + " since " + ((Fake) earlier).number);
    }
  }
}
