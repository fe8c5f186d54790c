package io.threadleak.benchmarks;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.threadleak.ThreadLeak;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/**
 * What it takes to enter a scope and leave it again, in a JVM without the agent and in one with it,
 * beside a scope of Micrometer's {@code Observation}. The contestants take turns in each JVM.
 */
@SuppressWarnings("try") // a scope is there to be open
final class ScopeBenchmark {

  private static final String OURS = "`ThreadLeak.scope`";
  private static final String NESTED = "`ThreadLeak.scope` within another, both";
  private static final String PEER = "Micrometer's `Observation.openScope`, with one handler";

  private static final int WARM_UP_ROUNDS = 20;
  private static final String[] NAMES = {
    "GET /orders", "GET /orders/{id}", "POST /orders", "GET /customers/{id}"
  };

  private static final ObservationRegistry REGISTRY = registry();
  private static final Observation OBSERVATION = Observation.start("http.requests", REGISTRY);

  private ScopeBenchmark() {}

  /** Measures in JVMs of the given modes, and returns the table. */
  static Table run(Settings settings, List<ThreadleakMode> modes)
      throws IOException, InterruptedException {
    Table table = new Table("A scope entered and left", "", "time", "to Micrometer's");
    for (ThreadleakMode mode : modes) {
      Map<String, List<Double>> nanos = new LinkedHashMap<>();
      for (int fork = 0; fork < settings.startForks(); fork++) {
        read(ChildJvm.run(ScopeBenchmark.class, mode.jvmOptions(), settings.arguments(0)), nanos);
      }
      List<Double> peer = nanos.getOrDefault(PEER, List.of());
      nanos.forEach(
          (name, measured) ->
              table.row(
                  name + ", " + mode.name(),
                  Unit.NANOSECONDS.write(Spread.of(measured)),
                  name.equals(PEER) ? "" : Unit.TIMES.write(Spread.ofRatios(measured, peer))));
    }
    return table;
  }

  private static void read(String printed, Map<String, List<Double>> nanos) {
    for (String line : printed.lines().toList()) {
      String[] cells = line.split("\t", -1);
      if (cells.length == 2) {
        nanos
            .computeIfAbsent(cells[0], any -> new ArrayList<>())
            .addAll(Stream.of(cells[1].split(" ", -1)).map(Double::valueOf).toList());
      }
    }
  }

  /** Measures in this JVM, and prints a line for each contestant: its name, and ns by round. */
  public static void main(String[] arguments) {
    Settings settings = Settings.of(List.of(arguments));
    int calls = settings.startsPerRound() * 100;
    Map<String, IntConsumer> contestants = new LinkedHashMap<>();
    contestants.put(OURS, ScopeBenchmark::ours);
    contestants.put(NESTED, ScopeBenchmark::nested);
    contestants.put(PEER, ScopeBenchmark::peer);
    Map<String, StringBuilder> lines = new LinkedHashMap<>();
    for (int round = -WARM_UP_ROUNDS; round < settings.rounds(); round++) {
      for (Map.Entry<String, IntConsumer> contestant : contestants.entrySet()) {
        long before = System.nanoTime();
        contestant.getValue().accept(calls);
        double nanos = (System.nanoTime() - before) / (double) calls;
        if (round >= 0) {
          lines
              .computeIfAbsent(contestant.getKey(), name -> new StringBuilder(name).append('\t'))
              .append(round == 0 ? "" : " ")
              .append(nanos);
        }
      }
    }
    lines.values().forEach(System.out::println);
  }

  private static void ours(int calls) {
    for (int i = 0; i < calls; i++) {
      try (ThreadLeak.Scope scope = ThreadLeak.scope(NAMES[i & 3])) {
        Thread.onSpinWait();
      }
    }
  }

  private static void nested(int calls) {
    for (int i = 0; i < calls; i++) {
      try (ThreadLeak.Scope outer = ThreadLeak.scope(NAMES[i & 3]);
          ThreadLeak.Scope inner = ThreadLeak.scope("render")) {
        Thread.onSpinWait();
      }
    }
  }

  private static void peer(int calls) {
    for (int i = 0; i < calls; i++) {
      try (Observation.Scope scope = OBSERVATION.openScope()) {
        Thread.onSpinWait();
      }
    }
  }

  private static ObservationRegistry registry() {
    ObservationRegistry registry = ObservationRegistry.create();
    registry.observationConfig().observationHandler(context -> true);
    return registry;
  }
}
