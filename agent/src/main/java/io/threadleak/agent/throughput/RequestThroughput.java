package io.threadleak.agent.throughput;

import io.threadleak.agent.hook.RequestHook;
import io.threadleak.boot.RequestEvents;
import io.threadleak.sampling.Throughput;
import java.util.OptionalLong;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/** Requests that the hooks in servlets and the JDK's HTTP server have counted. Thread-safe. */
public final class RequestThroughput implements Throughput {

  private final LongSupplier servletRequests;
  private final LongSupplier exchanges;
  private final IntSupplier blindClasses;

  /** What the hook counts. */
  public RequestThroughput(RequestHook hook) {
    this(RequestEvents::servletRequests, RequestEvents::exchanges, hook::blindClasses);
  }

  RequestThroughput(
      LongSupplier servletRequests, LongSupplier exchanges, IntSupplier blindClasses) {
    this.servletRequests = servletRequests;
    this.exchanges = exchanges;
    this.blindClasses = blindClasses;
  }

  @Override
  public OptionalLong completed() {
    long completed = servletRequests.getAsLong() + exchanges.getAsLong();
    return completed == 0 ? OptionalLong.empty() : OptionalLong.of(completed);
  }

  @Override
  public String source() {
    int blind = blindClasses.getAsInt();
    String source = found();
    return blind == 0
        ? source
        : "%s (%d classes that serve requests could not be hooked)".formatted(source, blind);
  }

  @Override
  public String units() {
    return "requests";
  }

  private String found() {
    boolean servlets = servletRequests.getAsLong() > 0;
    boolean httpServer = exchanges.getAsLong() > 0;
    if (servlets && httpServer) {
      return "servlet and JDK HttpServer requests";
    }
    if (servlets) {
      return "servlet requests";
    }
    return httpServer
        ? "JDK HttpServer requests"
        : "none: no servlet or JDK HttpServer request so far; throughput=jmx:OBJECTNAME#ATTRIBUTE"
            + " names another count";
  }
}
