package io.threadleak.benchmarks.proof;

import io.threadleak.benchmarks.Spread;
import io.threadleak.benchmarks.Table;
import io.threadleak.benchmarks.Unit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What it takes to read one dump, with threadleak's reader and with others.
 *
 * <p>How is it measured? Every reading has a JVM of its own with the serial collector; the readers
 * take turns, and ratios are taken within a turn. The others do the least that any analysis has to:
 * open the dump and look up each reference once, in the order that suits them. The smallest heap of
 * threadleak is found by trying.
 */
final class ReaderContest {

  /** What the analysis of a proof is granted for each byte of heap: {@code -Xmx} by 36 %. */
  private static final double GRANTED_BYTES = 10;

  private static final long GRANTED_AT_LEAST = 96L << 20;

  /** For readers that keep more of a dump, so that they do not fail for want of memory. */
  private static final long FOREIGN_BYTES = 3L << 30;

  private final ReaderJvm jvm;
  private final ProofSettings settings;
  private final Map<Reader, List<ReaderCosts>> costs = new EnumMap<>(Reader.class);

  ReaderContest(ReaderJvm jvm, ProofSettings settings) {
    this.jvm = jvm;
    this.settings = settings;
  }

  /**
   * Measures and returns the table.
   *
   * @param heap what the dump is of, in words
   * @param turns of each reader
   */
  Table run(String heap, int turns) throws IOException, InterruptedException {
    for (Reader reader : Reader.values()) {
      costs.put(reader, new ArrayList<>());
    }
    long objects = read(Reader.THREADLEAK, FOREIGN_BYTES).objects(); // and the file is in memory
    long granted = GRANTED_AT_LEAST + (long) (objects * GRANTED_BYTES);
    for (int turn = 0; turn < turns; turn++) {
      for (Reader reader : Reader.values()) {
        costs(reader).add(read(reader, reader.isOurs() ? granted : FOREIGN_BYTES));
      }
    }
    Table table =
        new Table(
            "Reading a dump of %s, %,d objects".formatted(heap, objects),
            "reader",
            "-Xmx",
            "wall",
            "to a proof's",
            "CPU",
            "to a proof's",
            "references",
            "kept on the heap",
            "for each object",
            "resident without files");
    for (Reader reader : Reader.values()) {
      addRow(table, reader, reader.isOurs() ? granted : FOREIGN_BYTES);
    }
    noteSmallestHeap(table, objects, granted);
    return table;
  }

  private ReaderCosts read(Reader reader, long heapBytes) throws IOException, InterruptedException {
    return jvm.read(reader, heapBytes)
        .orElseThrow(() -> new IOException(reader + " has too little in " + heapBytes + " bytes"));
  }

  private List<ReaderCosts> costs(Reader reader) {
    return costs.getOrDefault(reader, List.of());
  }

  private void addRow(Table table, Reader reader, long heapBytes) {
    ReaderCosts any = costs(reader).get(0);
    table.row(
        reader.label(),
        Unit.MEBIBYTES.write((double) heapBytes),
        Unit.SECONDS.write(Spread.of(wall(reader))),
        Unit.TIMES.write(Spread.ofRatios(wall(reader), wall(Reader.PROOF))),
        Unit.SECONDS.write(Spread.of(cpu(reader))),
        Unit.TIMES.write(Spread.ofRatios(cpu(reader), cpu(Reader.PROOF))),
        any.references() == 0 ? "" : "%,d".formatted(any.references()),
        Unit.MEBIBYTES.write((double) any.heldBytes()),
        Unit.TIMES.write(any.heldBytes() / (double) any.objects()) + " B",
        Unit.MEBIBYTES.write((double) any.anonymousBytes()));
  }

  private List<Double> wall(Reader reader) {
    return costs(reader).stream().map(cost -> (double) cost.wallNanos()).toList();
  }

  private List<Double> cpu(Reader reader) {
    return costs(reader).stream().map(cost -> (double) cost.cpuNanos()).toList();
  }

  /** Halves the range until it is small. */
  private void noteSmallestHeap(Table table, long objects, long granted)
      throws IOException, InterruptedException {
    double enough = granted;
    double tooLittle = objects;
    while (enough > tooLittle * settings.exactness()) {
      double tried = (enough + tooLittle) / 2;
      if (jvm.read(Reader.PROOF, (long) tried).isPresent()) {
        enough = tried;
      } else {
        tooLittle = tried;
      }
    }
    table.note(
        "The smallest heap in which a proof's analysis gets through: -Xmx%dk, %s bytes for each object, the JVM's own included."
            .formatted((long) enough >> 10, Unit.TIMES.write(enough / objects)));
  }
}
