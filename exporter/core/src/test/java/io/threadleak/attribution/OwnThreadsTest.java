package io.threadleak.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;

class OwnThreadsTest {

  private static void nothing() {}

  @Test
  void factory_thread_isNamedDaemonAndOwned() {
    ThreadFactory factory = OwnThreads.factory("sampling");

    Thread first = factory.newThread(OwnThreadsTest::nothing);
    Thread second = factory.newThread(OwnThreadsTest::nothing);

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
      assertThat(OwnThreads.factory("x").newThread(OwnThreadsTest::nothing).getContextClassLoader())
          .isSameAs(OwnThreads.class.getClassLoader());
    } finally {
      current.setContextClassLoader(before);
    }
  }

  @Test
  void owns_hostThreads_isFalse() {
    ThreadGroup namesake = new ThreadGroup("threadleak");

    assertThat(OwnThreads.owns(Thread.currentThread())).isFalse();
    assertThat(OwnThreads.owns(new Thread(OwnThreadsTest::nothing, "threadleak-http-1"))).isFalse();
    assertThat(OwnThreads.owns(new Thread(namesake, OwnThreadsTest::nothing))).isFalse();
  }

  @Test
  void owns_threadOfThreadAndOfSubgroup_isTrue() throws Exception {
    Thread[] made = new Thread[1];
    Thread own =
        OwnThreads.factory("x").newThread(() -> made[0] = new Thread(OwnThreadsTest::nothing));
    own.start();
    own.join();

    assertThat(OwnThreads.owns(made[0])).isTrue();
    assertThat(
            OwnThreads.owns(
                new Thread(
                    new ThreadGroup(OwnThreads.group(), "deeper"), OwnThreadsTest::nothing, "y")))
        .isTrue();
  }

  @Test
  void owns_groupOfAnotherClassLoader_isTrue() {
    ThreadGroup root = OwnThreads.group().getParent();

    assertThat(
            OwnThreads.owns(
                new Thread(new ThreadGroup(root, "threadleak"), OwnThreadsTest::nothing)))
        .isTrue();
  }

  @Test
  void owns_endedThread_isFalse() throws Exception {
    Thread own = OwnThreads.factory("x").newThread(OwnThreadsTest::nothing);
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
