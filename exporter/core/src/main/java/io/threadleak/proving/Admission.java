package io.threadleak.proving;

import io.threadleak.model.ProofException;
import io.threadleak.model.ProofException.Reason;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * Whether a proof can be afforded now: the pause that the heap's size makes, the disk that the dump
 * takes, the memory that its analysis takes. What is refused is refused before anything is begun,
 * with the cure.
 */
final class Admission {

  /** The JVM that cannot tell a dump of the stacks of virtual threads that are not mounted. */
  private static final int BLIND_JDK = 21;

  /** Why it cannot. */
  static final String BLINDNESS =
      "Java 21 leaves the stacks of virtual threads out of a heap dump, and what they hold would be"
          + " taken for lost";

  /** Since then the JVM writes parts of a dump, and joins them while both are there. */
  private static final int JOINING_JDK = 22;

  private static final double DUMP_PER_HEAP = 1.7;

  /** The smallest objects are some 24 bytes; eight bytes of index and marks for each. */
  private static final double ANALYSIS_PER_HEAP = 0.36;

  private static final long ANALYSIS_BYTES = 96L << 20;

  /** Stack, frames and findings of a thread. */
  private static final long ANALYSIS_BYTES_PER_THREAD = 12L << 10;

  /** Roots and findings of one; where its stack is deep, that is a part of the heap in use. */
  private static final long ANALYSIS_BYTES_PER_VIRTUAL_THREAD = 3L << 9;

  /** What a JVM takes beside its heap. */
  private static final long JVM_BYTES = 64L << 20;

  private final ProofLimits limits;
  private final int jdk;
  private final long usedHeap;
  private final long availableMemory;

  /**
   * By the given figures.
   *
   * @param jdk the feature number of this JVM
   * @param usedHeap bytes of the heap in use
   * @param availableMemory bytes that another process may take
   */
  Admission(ProofLimits limits, int jdk, long usedHeap, long availableMemory) {
    this.limits = limits;
    this.jdk = jdk;
    this.usedHeap = usedHeap;
    this.availableMemory = availableMemory;
  }

  /** By those of this JVM at this moment. */
  static Admission ofThisJvm(ProofLimits limits) {
    return new Admission(
        limits,
        Runtime.version().feature(),
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        new AvailableMemory(Path.of("/")).bytes());
  }

  /**
   * Whether the dumps of a JVM leave out what its threads hold.
   *
   * @param virtualThreads whether any are in use; asked only where that matters, for it may take a
   *     look at all threads
   */
  static boolean isBlind(int jdk, BooleanSupplier virtualThreads) {
    return jdk == BLIND_JDK && virtualThreads.getAsBoolean();
  }

  /**
   * Passes where a proof can be afforded.
   *
   * @param hasVirtual whether virtual threads are in use
   * @param platformThreads how many there are
   * @param virtualThreads how many there are, as far as they are counted
   * @return bytes of heap that the analysis may take
   */
  long admit(boolean hasVirtual, int platformThreads, int virtualThreads) throws ProofException {
    if (isBlind(jdk, () -> hasVirtual)) {
      throw refused(
          BLINDNESS
              + ": ask the collector, which tells of virtual threads (engine=collector, with the"
              + " agent), or run the service on Java 22 or later");
    }
    if (usedHeap > limits.maxHeapBytes()) {
      throw refused(
          "%d MB of the heap are in use, and the JVM would stand still for longer than proofMaxHeap=%dMB allows: raise it"
              .formatted(usedHeap >> 20, limits.maxHeapBytes() >> 20));
    }
    long needed =
        ANALYSIS_BYTES
            + (long) (usedHeap * ANALYSIS_PER_HEAP)
            + platformThreads * ANALYSIS_BYTES_PER_THREAD
            + virtualThreads * ANALYSIS_BYTES_PER_VIRTUAL_THREAD;
    long onTmpfs = admitDisk();
    if (needed + JVM_BYTES + onTmpfs > availableMemory) {
      throw refused(
          "the analysis may take %d MB of memory, and %d MB are left here: grant the container more, or prove when less of the heap is in use"
              .formatted((needed + JVM_BYTES + onTmpfs) >> 20, availableMemory >> 20));
    }
    // Nobody need have counted the virtual ones. The analysis takes no more than it has to.
    return hasVirtual ? Math.min(2 * needed, availableMemory - JVM_BYTES - onTmpfs) : needed;
  }

  /** Passes where the disk suffices; the bytes of it that are memory in truth. */
  private long admitDisk() throws ProofException {
    Path parent = limits.parent();
    long needed = (long) (usedHeap * (jdk >= JOINING_JDK ? 2 * DUMP_PER_HEAP : DUMP_PER_HEAP));
    try {
      FileStore store = Files.getFileStore(parent);
      long free = store.getUsableSpace();
      if (free < needed) {
        throw refused(
            "a dump may take %d MB on disk, and %s has %d MB left: set proofDirectory to one that has more"
                .formatted(needed >> 20, parent, free >> 20));
      }
      return store.type().equals("tmpfs") ? needed : 0;
    } catch (IOException e) {
      throw new ProofException(
          Reason.REFUSED,
          "there is no directory %s to write a dump to: set proofDirectory".formatted(parent),
          e);
    }
  }

  private static ProofException refused(String message) {
    return new ProofException(Reason.REFUSED, message);
  }
}
