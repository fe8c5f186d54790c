package io.threadleak.agent.throughput;

import io.threadleak.agent.hook.RequestHook;
import io.threadleak.agent.hook.WorkHook;
import io.threadleak.boot.RequestEvents;
import io.threadleak.boot.WorkEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/** What the hooks in servers and consumers have counted, all together. Thread-safe. */
final class HookedWork implements WorkSource {

  /**
   * One of the counts.
   *
   * @param name of the server, or of what is consumed
   * @param completed since the agent began
   */
  record Count(String name, LongSupplier completed) {

    boolean hasBegun() {
      return completed.getAsLong() > 0;
    }
  }

  private static final String REQUESTS = "requests";
  private static final String RECORDS = "records";

  private final List<Count> requests;
  private final List<Count> records;
  private final IntSupplier blindClasses;

  HookedWork(List<Count> requests, List<Count> records, IntSupplier blindClasses) {
    this.requests = List.copyOf(requests);
    this.records = List.copyOf(records);
    this.blindClasses = blindClasses;
  }

  /** What these hooks count. */
  static HookedWork of(RequestHook servlets, WorkHook others) {
    return new HookedWork(
        List.of(
            new Count("servlet", RequestEvents::servletRequests),
            new Count("JDK HttpServer", RequestEvents::exchanges),
            new Count("Undertow", WorkEvents::exchanges),
            new Count("Netty HTTP", WorkEvents::responses),
            new Count("gRPC", WorkEvents::calls)),
        List.of(new Count("Kafka", WorkEvents::records)),
        () -> servlets.blindClasses() + others.blindClasses());
  }

  @Override
  public OptionalLong completed() {
    long completed = sum(requests) + sum(records);
    return completed == 0 ? OptionalLong.empty() : OptionalLong.of(completed);
  }

  @Override
  public String source() {
    List<String> kinds = new ArrayList<>();
    if (sum(requests) > 0) {
      kinds.add(names(requests) + " " + REQUESTS);
    }
    if (sum(records) > 0) {
      kinds.add(names(records) + " " + RECORDS);
    }
    return String.join(" and ", kinds) + blindness();
  }

  @Override
  public String units() {
    if (sum(records) == 0) {
      return REQUESTS;
    }
    return sum(requests) == 0 ? RECORDS : REQUESTS + " and " + RECORDS;
  }

  /** In brackets, classes that are not counted; empty where there are none. */
  String blindness() {
    int blind = blindClasses.getAsInt();
    return blind == 0
        ? ""
        : " (%d classes that serve requests could not be hooked)".formatted(blind);
  }

  private static long sum(List<Count> counts) {
    return counts.stream().mapToLong(count -> count.completed().getAsLong()).sum();
  }

  private static String names(List<Count> counts) {
    List<String> begun = counts.stream().filter(Count::hasBegun).map(Count::name).toList();
    if (begun.size() < 2) {
      return String.join("", begun);
    }
    int last = begun.size() - 1;
    return String.join(", ", begun.subList(0, last)) + " and " + begun.get(last);
  }
}
