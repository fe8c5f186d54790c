package io.threadleak.corpus;

import io.threadleak.corpus.Batch.Kind;
import io.threadleak.corpus.program.Hold;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Starter;
import io.threadleak.model.ProofReport.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Which batches make up a run on this JDK. */
final class Batches {

  /** Has compiled code take no object apart: what is needed where nothing can put them together. */
  private static final String KEEP_OBJECTS = "-XX:-EliminateAllocations";

  /** Has code wait for the compiler: what was warmed up is compiled, whatever else runs. */
  private static final String COMPILE_AT_ONCE = "-XX:-BackgroundCompilation";

  /** The first release in which a proof can have such objects put together. */
  private static final int FIRST_WITH_BARRIER = 22;

  /** Collectors that can be asked about virtual threads; an empty name is the JVM's choice. */
  private static final Set<String> ORACLES = Set.of("", "G1", "Parallel", "Serial");

  /** Its latch is reached by a weak reference alone, which the collector's look clears. */
  private static final String WEAKLY_HELD = "LatchInWeakReference";

  private static final Family[] LEAKS = {Family.SIMPLE, Family.COMMON, Family.GOKER};

  private final Options options;
  private final String collector;
  private final List<Batch> batches = new ArrayList<>();

  private Batches(Options options, String collector) {
    this.options = options;
    this.collector = collector;
  }

  /** All that the options ask for. */
  static List<Batch> of(Options options) {
    return options.collectors().stream()
        .map(collector -> new Batches(options, collector))
        .flatMap(one -> one.all().stream())
        .toList();
  }

  private List<Batch> all() {
    for (Variant variant : Variant.all()) {
      add(variant.toString(), variant, Kind.PLAIN, List.of(), LEAKS);
    }
    for (Starter starter : List.of(Starter.VIRTUAL, Starter.PLATFORM)) {
      if (starter.exists()) {
        addOthers(new Variant(starter, Hold.STACKS));
      }
    }
    if (Starter.VIRTUAL.exists() && ORACLES.contains(collector)) {
      for (Hold hold : Hold.values()) {
        addJudgedByCollector(new Variant(Starter.VIRTUAL, hold));
      }
    }
    return List.copyOf(batches);
  }

  /** What is no leak to reachability. */
  private void addOthers(Variant variant) {
    String suffix = ", " + variant;
    add("controls" + suffix, variant, Kind.CHURN, List.of(), Family.CONTROLS, Family.BEYOND);
    add("growth" + suffix, variant, Kind.GROWTH, List.of(), Family.BEYOND);
    boolean aided =
        variant.starter().isVirtual() || Runtime.version().feature() < FIRST_WITH_BARRIER;
    List<String> aid = aided ? List.of(COMPILE_AT_ONCE, KEEP_OBJECTS) : List.of(COMPILE_AT_ONCE);
    add("compiled" + suffix, variant, Kind.PLAIN, aid, Family.COMPILED);
    if (aided) {
      add("taken apart" + suffix, variant, Kind.BAIT, List.of(COMPILE_AT_ONCE), Family.COMPILED);
    }
  }

  private void addJudgedByCollector(Variant variant) {
    String suffix = ", " + variant;
    List<String> leaks = names(variant, LEAKS);
    add("collector" + suffix, variant, Engine.COLLECTOR, Kind.PLAIN, List.of(), leaks);
    if (variant.hold() == Hold.STACKS) {
      List<String> others = names(variant, Family.CONTROLS, Family.BEYOND, Family.COMPILED);
      others.remove(WEAKLY_HELD);
      add("collector, controls" + suffix, variant, Engine.COLLECTOR, Kind.CHURN, List.of(), others);
    }
  }

  private void add(
      String name, Variant variant, Kind kind, List<String> jvmOptions, Family... families) {
    add(name, variant, Engine.HEAP_DUMP, kind, jvmOptions, names(variant, families));
  }

  private List<String> names(Variant variant, Family... families) {
    Predicate<String> wanted =
        options.programs().isEmpty() ? any -> true : options.programs()::contains;
    return new ArrayList<>(
        Batch.programsOf(variant, families).stream().map(Program::name).filter(wanted).toList());
  }

  private void add(
      String name,
      Variant variant,
      Engine engine,
      Kind kind,
      List<String> jvmOptions,
      List<String> programs) {
    String suffix = collector.isEmpty() ? "" : ", " + collector;
    if (options.alone()) {
      for (String program : programs) {
        String own = name + ", " + program + suffix;
        batches.add(batch(own, variant, List.of(program), engine, kind, jvmOptions));
      }
    } else if (!programs.isEmpty()) {
      batches.add(batch(name + suffix, variant, programs, engine, kind, jvmOptions));
    }
  }

  private Batch batch(
      String name,
      Variant variant,
      List<String> programs,
      Engine engine,
      Kind kind,
      List<String> jvmOptions) {
    return new Batch(
        name, variant, programs, options.mostCopies(), engine, kind, collector, jvmOptions);
  }
}
