package io.threadleak.proving;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The process that analyses a dump, so that the service's heap holds nothing of it.
 *
 * <p>It ends together with the service, whichever way that ends, as its standard input tells, and
 * takes the directory of the proof with it; at its deadline too.
 */
public final class ProofChild {

  private static final int ORPHANED = 3;
  private static final int TOO_LATE = 4;

  private final Wire wire;
  private final HeapAnalysis analysis;
  private final BlockingQueue<Message> received = new LinkedBlockingQueue<>();

  ProofChild(Wire wire, HeapAnalysis analysis) {
    this.wire = wire;
    this.analysis = analysis;
  }

  /**
   * Runs one analysis.
   *
   * @param arguments the directory of the proof, and the milliseconds until the deadline
   */
  public static void main(String[] arguments) {
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    // Whatever prints must not get between the messages.
    System.setOut(System.err);
    Path directory = Path.of(arguments[0]);
    long millis = Long.parseLong(arguments[1]);
    try {
      ProofChild child = new ProofChild(new Wire(System.in, out), new DumpAnalysis());
      daemon("deadline", () -> child.endAt(millis));
      daemon("service", () -> child.readUntilItEnds(directory));
      child.run();
    } catch (IOException serviceIsGone) {
      ProofDirectory.remove(directory);
      Runtime.getRuntime().halt(ORPHANED);
    }
    Runtime.getRuntime().halt(0);
  }

  /** Analyses, and says what came of it. */
  void run() throws IOException {
    try {
      wire.send(new Message.Ready());
      Message.Look look = (Message.Look) received.take();
      try (HeapAnalysis.Opened heap = analysis.open(Path.of(look.file()))) {
        wire.send(new Message.Opened());
        wire.send(Recheck.settle(heap, look.question(), this::moved, this::tell));
      }
    } catch (OutOfMemoryError e) {
      wire.send(outOfMemory());
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      wire.send(new Message.Failed(e.getMessage() == null ? e.toString() : e.getMessage()));
    }
  }

  private static Message outOfMemory() {
    return new Message.Failed(
        "the analysis ran out of its memory of %d MB: take a dump by jcmd PID GC.heap_dump FILE.hprof, and analyse it with more by java -Xmx8g -jar threadleak.jar prove FILE.hprof"
            .formatted(Runtime.getRuntime().maxMemory() >> 20));
  }

  /** Takes what the service says. */
  void take(Message message) {
    received.add(message);
  }

  private Set<Long> moved(Set<Long> platformIds, Set<Long> virtualIds)
      throws IOException, InterruptedException {
    wire.send(new Message.Ask(platformIds, virtualIds));
    return ((Message.Moved) received.take()).ids();
  }

  private void tell(String phase, double fraction) {
    try {
      wire.send(new Message.Progress(phase, fraction));
    } catch (IOException gone) {
      // Then standard input has ended, too, and this process with it.
    }
  }

  private void readUntilItEnds(Path directory) {
    try {
      for (Message message = wire.receive(); message != null; message = wire.receive()) {
        take(message);
      }
    } catch (IOException gone) {
      // As good as ended.
    } catch (OutOfMemoryError e) {
      sayLast(outOfMemory());
    }
    ProofDirectory.remove(directory);
    Runtime.getRuntime().halt(ORPHANED);
  }

  private void sayLast(Message message) {
    try {
      wire.send(message);
    } catch (IOException gone) {
      // Then nobody wants to know.
    }
  }

  private void endAt(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException impossible) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(TOO_LATE);
  }

  private static void daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }
}
