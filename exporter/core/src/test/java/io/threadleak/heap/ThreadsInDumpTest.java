package io.threadleak.heap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.threadleak.attribution.VirtualApi;
import io.threadleak.heap.HeapThread.HeapFrame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** Threads of this JVM as its dump tells them: stacks, locals, roots. */
final class ThreadsInDumpTest {

  /** What a thread alone knows, and waits for. */
  private static final class Secret extends CountDownLatch {
    private Secret() {
      super(1);
    }
  }

  private static final CountDownLatch STARTED = new CountDownLatch(2);
  private static final CountDownLatch END = new CountDownLatch(1);
  private static final Thread KNOWN = new Thread(ThreadsInDumpTest::waitWithSecret, "known");

  private static HeapDump dump;

  @BeforeAll
  static void dump(@TempDir Path directory) throws IOException, InterruptedException {
    KNOWN.start();
    if (Runtime.version().feature() >= 21) {
      VirtualApi.factory().newThread(ThreadsInDumpTest::waitAsVirtual).start();
    } else {
      STARTED.countDown();
    }
    STARTED.await();
    await().until(() -> KNOWN.getState() == Thread.State.WAITING);
    dump = OwnDump.read(directory);
  }

  @AfterAll
  static void end() {
    END.countDown();
  }

  private static void waitAsVirtual() {
    Thread.currentThread().setName("virtual");
    waitWithSecret();
  }

  private static void waitWithSecret() {
    Secret secret = new Secret();
    STARTED.countDown();
    try {
      END.await();
    } catch (InterruptedException e) {
      secret.countDown();
    }
    secret.countDown();
  }

  @Test
  void stack_ofPlatformThread_isThatOfTheProgram() {
    HeapThread known = thread("known");
    List<StackTraceElement> dumped = known.frames().stream().map(HeapFrame::method).toList();
    // The dump also tells frames that Java hides.
    assertThat(dumped.stream().map(ThreadsInDumpTest::place))
        .containsSubsequence(
            Arrays.stream(KNOWN.getStackTrace()).map(ThreadsInDumpTest::place).toList());
  }

  private static String place(StackTraceElement frame) {
    return frame.getClassName()
        + "."
        + frame.getMethodName()
        + "("
        + frame.getFileName()
        + ":"
        + frame.getLineNumber();
  }

  @Test
  void frame_ofKnownMethod_holdsTheLocalAndTheClass() {
    assertSecretIsHeld(thread("known"));
  }

  @Test
  void frame_thatIsNative_saysSo() {
    HeapFrame innermost = thread("known").frames().get(0);
    assertThat(innermost.method().getMethodName()).isEqualTo("park");
    assertThat(innermost.isNative()).isTrue();
    assertThat(innermost.locals()).isEmpty();
  }

  @Test
  void threads_runningNow_areAllThere() {
    List<String> names = dump.threads().stream().map(ThreadsInDumpTest::name).toList();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      assertThat(names).contains(thread.getName());
    }
    assertThat(dump.threads())
        .allSatisfy(
            thread -> assertThat(dump.classOf(thread.object()).isA("java.lang.Thread")).isTrue());
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_22, disabledReason = "no stacks of parked ones before")
  void virtualThread_parked_hasItsStackAndLocals() {
    HeapThread virtual = thread("virtual");
    assertThat(dump.classOf(virtual.object()).name()).isEqualTo("java.lang.VirtualThread");
    assertSecretIsHeld(virtual);
  }

  private static void assertSecretIsHeld(HeapThread thread) {
    HeapFrame frame =
        thread.frames().stream()
            .filter(each -> each.method().getMethodName().equals("waitWithSecret"))
            .findFirst()
            .orElseThrow();
    assertThat(Arrays.stream(frame.locals()).mapToObj(local -> dump.classOf(local).name()))
        .contains(Secret.class.getName());
    HeapClass own = dump.classNamed(ThreadsInDumpTest.class.getName());
    assertThat(own).isNotNull();
    assertThat(frame.classObject()).isEqualTo(own.object());
    assertThat(frame.isNative()).isFalse();
  }

  private static HeapThread thread(String name) {
    return dump.threads().stream()
        .filter(thread -> name.equals(name(thread)))
        .findFirst()
        .orElseThrow();
  }

  private static String name(HeapThread thread) {
    return String.valueOf(dump.text(dump.reference(thread.object(), "name"), 1_000));
  }
}
