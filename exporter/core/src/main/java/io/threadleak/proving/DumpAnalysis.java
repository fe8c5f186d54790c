package io.threadleak.proving;

import io.threadleak.heap.HeapDump;
import io.threadleak.proof.HeapProof;
import io.threadleak.proof.ProofFindings;
import io.threadleak.proof.ProofQuestion;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The analysis that proofs are made by. */
final class DumpAnalysis implements HeapAnalysis {

  @Override
  public Opened open(Path file) throws IOException {
    return new OpenDump(FileChannel.open(file, StandardOpenOption.READ), file.toString());
  }

  /** A dump that is read when it is asked about first. */
  private static final class OpenDump implements Opened {

    private final FileChannel channel;
    private final String name;
    private @Nullable HeapDump heap;

    OpenDump(FileChannel channel, String name) {
      this.channel = channel;
      this.name = name;
    }

    @Override
    public ProofFindings find(ProofQuestion question, Steps steps) throws IOException {
      HeapDump read = heap;
      if (read == null) {
        read = read(steps);
        heap = read;
      }
      steps.at("following what reaches what", 0);
      return HeapProof.of(read, question);
    }

    private HeapDump read(Steps steps) throws IOException {
      try {
        return HeapDump.read(channel, name, fraction -> steps.at("reading the dump", fraction));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while reading " + name);
      }
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
