package io.threadleak.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;

class OwnThreadsTest {

  private static final Runnable NOTHING = () -> {};

  @Test
  void factory_thread_isNamedDaemonAndOwned() {
    ThreadFactory factory = OwnThreads.factory("sampling");

    Thread first = factory.newThread(NOTHING);
    Thread second = factory.newThread(NOTHING);

    assertThat(first.getName()).isEqualTo("threadleak-sampling-1");
    assertThat(second.getName()).isEqualTo("threadleak-sampling-2");
    assertThat(first.isDaemon()).isTrue();
    assertThat(OwnThreads.owns(first)).isTrue();
    assertThat(first.getThreadGroup().getParent().getParent()).isNull();
  }

  @Test
  void factory_creatorWithContextLoader_isNotHeldOnTo() {
    Thread current = Thread.currentThread();
    ClassLoader before = current.getContextClassLoader();
    current.setContextClassLoader(new ClassLoader(before) {});
    try {
      assertThat(OwnThreads.factory("x").newThread(NOTHING).getContextClassLoader())
          .isSameAs(OwnThreads.class.getClassLoader());
    } finally {
      current.setContextClassLoader(before);
    }
  }

  @Test
  void owns_hostThreads_isFalse() {
    ThreadGroup namesake = new ThreadGroup("threadleak");

    assertThat(OwnThreads.owns(Thread.currentThread())).isFalse();
    assertThat(OwnThreads.owns(new Thread(NOTHING, "threadleak-http-1"))).isFalse();
    assertThat(OwnThreads.owns(new Thread(namesake, NOTHING))).isFalse();
  }

  @Test
  void owns_threadOfThreadAndOfSubgroup_isTrue() throws Exception {
    Thread[] made = new Thread[1];
    Thread own = OwnThreads.factory("x").newThread(() -> made[0] = new Thread(NOTHING));
    own.start();
    own.join();

    assertThat(OwnThreads.owns(made[0])).isTrue();
    assertThat(
            OwnThreads.owns(
                new Thread(new ThreadGroup(OwnThreads.group(), "deeper"), NOTHING, "y")))
        .isTrue();
  }

  @Test
  void owns_groupOfAnotherClassLoader_isTrue() {
    ThreadGroup root = OwnThreads.group().getParent();

    assertThat(OwnThreads.owns(new Thread(new ThreadGroup(root, "threadleak"), NOTHING))).isTrue();
  }

  @Test
  void owns_endedThread_isFalse() throws Exception {
    Thread own = OwnThreads.factory("x").newThread(NOTHING);
    own.start();
    own.join();

    assertThat(OwnThreads.owns(own)).isFalse();
  }

  @Test
  void thread_uncaughtFailure_endsSilently() throws Exception {
    PrintStream before = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      CountDownLatch ran = new CountDownLatch(1);
      Thread own =
          OwnThreads.factory("x")
              .newThread(
                  () -> {
                    ran.countDown();
                    throw new IllegalStateException("on purpose");
                  });
      own.start();
      ran.await();
      own.join();
    } finally {
      System.setErr(before);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
  }
}
