package io.threadleak.proving;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.proof.ProofFindings;
import io.threadleak.proof.ProofQuestion;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import org.junit.jupiter.api.Test;

final class ProofChildTest {

  /** More than all messages of a test, so that nobody waits for the reader. */
  private static final int BUFFER = 1 << 20;

  @Test
  void run_memoryThatDoesNotSuffice_isToldWithTheCure() throws Exception {
    assertThat(told(new OutOfMemoryError("Java heap space")))
        .startsWith("the analysis ran out of its memory of ")
        .contains("java -Xmx8g -jar threadleak.jar prove FILE.hprof");
  }

  @Test
  void run_dumpThatCannotBeRead_isTold() throws Exception {
    assertThat(told(new IOException("heap.hprof ends too early")))
        .isEqualTo("heap.hprof ends too early");
  }

  /** What the service hears when the analysis breaks off like this. */
  private static String told(Throwable failure) throws Exception {
    PipedInputStream heard = new PipedInputStream(BUFFER);
    PipedInputStream unused = new PipedInputStream();
    Wire wire = new Wire(unused, new PipedOutputStream(heard));
    ProofChild child = new ProofChild(wire, file -> new Failing(failure));
    child.take(new Message.Look("heap.hprof", ProofQuestion.ofAnyDump()));

    child.run();

    Wire service = new Wire(heard, new PipedOutputStream(new PipedInputStream(BUFFER)));
    assertThat(service.receive()).isInstanceOf(Message.Ready.class);
    assertThat(service.receive()).isInstanceOf(Message.Opened.class);
    return ((Message.Failed) service.receive()).why();
  }

  /** A dump about which nothing can be found. */
  private record Failing(Throwable failure) implements HeapAnalysis.Opened {

    @Override
    public ProofFindings find(ProofQuestion question, HeapAnalysis.Steps steps) throws IOException {
      if (failure instanceof IOException unreadable) {
        throw unreadable;
      }
      throw (Error) failure;
    }

    @Override
    public void close() {
      // There is nothing to close.
    }
  }
}
