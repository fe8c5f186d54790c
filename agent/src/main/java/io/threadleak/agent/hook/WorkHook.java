package io.threadleak.agent.hook;

import static java.util.Map.entry;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The hook in servers and consumers that know nothing of servlets and where Spring calls methods by
 * their annotations, and the eye on libraries that count requests themselves.
 */
public final class WorkHook implements ClassFileTransformer {

  private static final String UNDERTOW = "undertow/server/";

  private static final ByNameEnd<AsmVisitorWrapper> PLACES =
      new ByNameEnd<>(
          Map.ofEntries(
              entry(
                  UNDERTOW + "Connectors",
                  Advice.to(UndertowHandlerAdvice.class).on(named("executeRootHandler"))),
              entry(UNDERTOW + "protocol/http/HttpServerConnection", adviceOfExchange()),
              entry(UNDERTOW + "protocol/http2/Http2ServerConnection", adviceOfExchange()),
              entry(UNDERTOW + "protocol/ajp/AjpServerConnection", adviceOfExchange()),
              entry(
                  "netty/handler/codec/http/HttpResponseEncoder",
                  Advice.to(NettyResponseAdvice.class)
                      .on(named("sanitizeHeadersBeforeEncode").and(takesArguments(2)))),
              entry(
                  "grpc/internal/ServerImpl$JumpToApplicationThreadServerStreamListener",
                  Advice.to(GrpcCallAdvice.class).on(named("closed").and(takesArguments(1)))),
              entry(
                  "grpc/internal/ServerImpl$ServerTransportListenerImpl",
                  Advice.to(GrpcHandlerAdvice.class)
                      .on(named("startWrappedCall").and(takesArgument(0, String.class)))),
              entry(
                  "grpc/internal/ServerCallImpl$ServerStreamListenerImpl",
                  Advice.to(GrpcListenerAdvice.class)
                      .on(namedOneOf("messagesAvailable", "halfClosed", "onReady", "closed"))),
              entry(
                  "kafka/clients/consumer/KafkaConsumer",
                  Advice.to(KafkaPollAdvice.class).on(named("poll").and(takesArguments(1)))),
              entry(
                  "springframework/scheduling/support/ScheduledMethodRunnable",
                  Advice.to(SpringTaskAdvice.class).on(named("run").and(takesArguments(0)))),
              entry(
                  "springframework/messaging/handler/invocation/InvocableHandlerMethod",
                  Advice.to(SpringListenerAdvice.class)
                      .on(named("invoke").and(takesArguments(2))))));

  private final SeenClasses metrics = new SeenClasses("micrometer/core/instrument/Metrics");
  private final SeenClasses registries = new SeenClasses("prometheus/client/CollectorRegistry");
  private final AtomicInteger blind = new AtomicInteger();

  private WorkHook() {}

  /** Weaves the hook into all classes loaded from now on, and into those loaded before. */
  public static WorkHook install(Instrumentation instrumentation) {
    WorkHook hook = new WorkHook();
    instrumentation.addTransformer(hook, true);
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      String name = loaded.getName().replace('.', '/');
      hook.see(loaded.getClassLoader(), name);
      if (PLACES.find(name) != null
          && instrumentation.isModifiableClass(loaded)
          && !Weaver.weaveAnew(instrumentation, loaded)) {
        hook.blind.incrementAndGet();
      }
    }
    return hook;
  }

  /** Classes that complete work but could not be hooked: it is not counted. */
  public int blindClasses() {
    return blind.get();
  }

  /** The class that holds Micrometer's global registry, once for each loader that has it. */
  public SeenClasses micrometer() {
    return metrics;
  }

  /** The class that holds the default registry of simpleclient, likewise. */
  public SeenClasses simpleclient() {
    return registries;
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String className,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] file) {
    if (loader == null || className == null) {
      return null;
    }
    see(loader, className);
    AsmVisitorWrapper advice = PLACES.find(className);
    if (advice == null) {
      return null;
    }
    try {
      if (BootClasses.areSeenBy(loader)) {
        return Weaver.weave(advice, loader, className, file);
      }
    } catch (RuntimeException | LinkageError unchanged) {
      // Counted below.
    }
    blind.incrementAndGet();
    return null;
  }

  private void see(@Nullable ClassLoader loader, String className) {
    if (loader != null && !Weaver.isOurs(className)) {
      metrics.see(loader, className);
      registries.see(loader, className);
    }
  }

  private static AsmVisitorWrapper adviceOfExchange() {
    return Advice.to(UndertowExchangeAdvice.class)
        .on(named("exchangeComplete").and(takesArguments(1)));
  }
}
