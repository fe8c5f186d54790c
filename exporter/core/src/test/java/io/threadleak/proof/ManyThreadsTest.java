package io.threadleak.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.threadleak.heap.HeapDump;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** What a proof about many virtual threads takes of the heap of whoever makes it. */
@EnabledForJreRange(min = JRE.JAVA_22, disabledReason = "no stacks of virtual threads in dumps")
final class ManyThreadsTest {

  private static final int THREADS = 20_000;

  /** A third more than it takes; too little where all stacks are kept at once. */
  private static final String HEAP = "-Xmx40m";

  @TempDir private Path directory;

  @Test
  void proof_virtualThreads_takesNoMemoryForTheirStacks() throws Exception {
    String file = directory.resolve("many.hprof").toString();
    run("-Xmx512m", Leak.class, file);

    assertThat(run(HEAP, Prove.class, file)).isEqualTo("found " + THREADS);
  }

  private static String run(String flag, Class<?> program, String file) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(flag, "-XX:+UseSerialGC", "-cp"));
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.addAll(List.of(program.getName(), file));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.strip();
  }

  /** Leaks virtual threads, dumps its heap and ends. */
  static final class Leak {

    private Leak() {}

    public static void main(String[] arguments) throws Exception {
      leak();
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpHeap(arguments[0], true);
    }

    private static void leak() throws ReflectiveOperationException {
      Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        CountDownLatch lost = new CountDownLatch(1);
        threads.add((Thread) start.invoke(null, (Runnable) () -> await(lost)));
      }
      for (Thread thread : threads) {
        while (thread.getState() != Thread.State.WAITING) {
          Thread.onSpinWait();
        }
      }
    }

    private static void await(CountDownLatch lost) {
      try {
        lost.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Says how many threads of a dump are found. */
  static final class Prove {

    private Prove() {}

    public static void main(String[] arguments) throws Exception {
      HeapDump heap = HeapDump.read(Path.of(arguments[0]), fraction -> {});
      ProofFindings findings = HeapProof.of(heap, ProofQuestion.ofAnyDump());
      System.out.println(
          "found " + findings.findings().stream().mapToInt(one -> one.threadIds().size()).sum());
    }
  }
}
