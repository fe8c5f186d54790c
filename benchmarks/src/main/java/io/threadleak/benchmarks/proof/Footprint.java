package io.threadleak.benchmarks.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Watches, every few milliseconds, what a directory takes on disk and what a JVM's child takes of
 * processor and memory. What comes and goes in between is missed.
 */
final class Footprint implements AutoCloseable {

  private static final long POLL_MILLIS = 10;

  private final ProcessHandle parent;
  private final Path directory;
  private final Thread thread = new Thread(this::watch, "footprint");
  private volatile boolean done;
  private @Nullable ProcessHandle child;
  private long diskBytes;
  private long firstNanos;
  private long lastNanos;
  private Duration cpu = Duration.ZERO;
  private long anonymousBytes;
  private long residentBytes;
  private String heap = "";

  private Footprint(ProcessHandle parent, Path directory) {
    this.parent = parent;
    this.directory = directory;
    thread.setDaemon(true);
  }

  /** Begins to watch. */
  static Footprint watch(ProcessHandle parent, Path directory) {
    Footprint footprint = new Footprint(parent, directory);
    footprint.thread.start();
    return footprint;
  }

  /** Ends it; what there is to say is to be had from then on. */
  @Override
  public void close() {
    done = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The most bytes in the directory at a time. */
  long diskBytes() {
    return diskBytes;
  }

  /** How long there was a child. */
  long wallNanos() {
    return lastNanos - firstNanos;
  }

  /** Its processor time. */
  long cpuNanos() {
    return cpu.toNanos();
  }

  /** The most it had resident without the pages of files. */
  long anonymousBytes() {
    return anonymousBytes;
  }

  /** The most it had resident. */
  long residentBytes() {
    return residentBytes;
  }

  /** The heap it was granted, as its {@code -Xmx} has it. */
  String heap() {
    return heap;
  }

  private void watch() {
    try {
      while (!done) {
        diskBytes = Math.max(diskBytes, sizeOf(directory));
        watchChild();
        Thread.sleep(POLL_MILLIS);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long sizeOf(Path directory) throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += sizeOfFile(file);
      }
    } catch (UncheckedIOException gone) {
      return 0;
    }
    return bytes;
  }

  private static long sizeOfFile(Path file) throws IOException {
    try {
      return Files.size(file);
    } catch (NoSuchFileException gone) {
      return 0;
    }
  }

  private void watchChild() {
    if (child == null) {
      child = parent.children().findFirst().orElse(null);
      firstNanos = System.nanoTime();
    }
    ProcessHandle watched = child;
    if (watched == null || !watched.isAlive()) {
      return;
    }
    lastNanos = System.nanoTime();
    ProcessHandle.Info info = watched.info();
    cpu = info.totalCpuDuration().filter(now -> now.compareTo(cpu) > 0).orElse(cpu);
    ProcessStatus status = ProcessStatus.of(watched);
    anonymousBytes = Math.max(anonymousBytes, status.anonymousBytes());
    residentBytes = Math.max(residentBytes, status.residentBytes());
    heap = heapOf(info.arguments()).orElse(heap);
  }

  private static Optional<String> heapOf(Optional<String[]> arguments) {
    return arguments.flatMap(
        all -> List.of(all).stream().filter(option -> option.startsWith("-Xmx")).findFirst());
  }
}
