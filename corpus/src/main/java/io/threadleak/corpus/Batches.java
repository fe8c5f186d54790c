package io.threadleak.corpus;

import io.threadleak.corpus.program.Hold;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Starter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Which batches make up a run on this JDK. */
final class Batches {

  /** Has compiled code take no object apart: what is needed where nothing can put them together. */
  private static final String KEEP_OBJECTS = "-XX:-EliminateAllocations";

  /** The first release in which a proof can have such objects put together. */
  private static final int FIRST_WITH_BARRIER = 22;

  private final Options options;
  private final List<Batch> batches = new ArrayList<>();

  private Batches(Options options) {
    this.options = options;
  }

  /** All that the options ask for. */
  static List<Batch> of(Options options) {
    Batches batches = new Batches(options);
    for (String collector : options.collectors()) {
      batches.add(collector);
    }
    return List.copyOf(batches.batches);
  }

  private void add(String collector) {
    for (Variant variant : Variant.all()) {
      add(
          variant.toString(),
          collector,
          variant,
          false,
          List.of(),
          Family.SIMPLE,
          Family.COMMON,
          Family.GOKER);
    }
    for (Starter starter : List.of(Starter.VIRTUAL, Starter.PLATFORM)) {
      Variant variant = new Variant(starter, Hold.STACKS);
      if (starter.exists()) {
        add(
            "controls, " + variant,
            collector,
            variant,
            true,
            List.of(),
            Family.CONTROLS,
            Family.BEYOND);
        boolean aided = starter.isVirtual() || Runtime.version().feature() < FIRST_WITH_BARRIER;
        add(
            "compiled, " + variant,
            collector,
            variant,
            false,
            aided ? List.of(KEEP_OBJECTS) : List.of(),
            Family.COMPILED);
      }
    }
  }

  private void add(
      String name,
      String collector,
      Variant variant,
      boolean churns,
      List<String> jvmOptions,
      Family... families) {
    Predicate<String> wanted =
        options.programs().isEmpty() ? any -> true : options.programs()::contains;
    List<String> programs =
        Batch.programsOf(variant, families).stream().map(Program::name).filter(wanted).toList();
    List<String> all = Stream.concat(jvmOptions.stream(), ofCollector(collector)).toList();
    String suffix = collector.isEmpty() ? "" : ", " + collector;
    if (options.alone()) {
      for (String program : programs) {
        batches.add(
            new Batch(
                name + ", " + program + suffix,
                variant,
                List.of(program),
                options.mostCopies(),
                churns,
                all));
      }
    } else if (!programs.isEmpty()) {
      batches.add(new Batch(name + suffix, variant, programs, options.mostCopies(), churns, all));
    }
  }

  private static Stream<String> ofCollector(String collector) {
    return collector.isEmpty() ? Stream.of() : Stream.of("-XX:+Use" + collector + "GC");
  }
}
