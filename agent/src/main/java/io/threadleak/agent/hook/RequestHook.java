package io.threadleak.agent.hook;

import static net.bytebuddy.matcher.ElementMatchers.isAbstract;
import static net.bytebuddy.matcher.ElementMatchers.isStatic;
import static net.bytebuddy.matcher.ElementMatchers.nameEndsWith;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/**
 * The hook in whatever serves requests: servlets and filters of any servlet API, and the JDK's
 * {@code HttpServer}.
 *
 * <p>How is it kept cheap? A class can only declare {@code service(ServletRequest,
 * ServletResponse)} or {@code doFilter(ServletRequest, ServletResponse, FilterChain)} if its
 * constant pool holds such a descriptor, so that pool is all that is looked at of the thousands of
 * classes that have nothing to do with servlets. Whether the few others implement {@code Servlet}
 * is not asked: that would load classes, and what nests is counted once anyway.
 */
public final class RequestHook implements ClassFileTransformer {

  private static final String EXCHANGE_CHAIN = "com/sun/net/httpserver/Filter$Chain";

  private final AtomicInteger blind = new AtomicInteger();

  private RequestHook() {}

  /** Weaves the hook into all classes loaded from now on, and into those loaded before. */
  public static RequestHook install(Instrumentation instrumentation) {
    RequestHook hook = new RequestHook();
    instrumentation.addTransformer(hook, true);
    if (instrumentation.isRetransformClassesSupported()) {
      for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
        if (servesRequests(loaded)
            && instrumentation.isModifiableClass(loaded)
            && !Weaver.weaveAnew(instrumentation, loaded)) {
          hook.blind.incrementAndGet();
        }
      }
    }
    return hook;
  }

  /** Classes that serve requests but could not be hooked: their requests are not counted. */
  public int blindClasses() {
    return blind.get();
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String className,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] file) {
    try {
      if (className == null || Weaver.isOurs(className)) {
        return null;
      }
      if (className.equals(EXCHANGE_CHAIN)) {
        return Weaver.weave(exchangeAdvice(), loader, className, file);
      }
      if (loader == null || !ConstantPool.speaksServlet(file)) {
        return null;
      }
      return weaveServlet(loader, className, file);
    } catch (RuntimeException | LinkageError e) {
      blind.incrementAndGet();
      return null;
    }
  }

  private byte @Nullable [] weaveServlet(ClassLoader loader, String className, byte[] file) {
    if (!BootClasses.areSeenBy(loader)) {
      blind.incrementAndGet();
      return null;
    }
    byte[] woven = Weaver.weave(servletAdvice(), loader, className, file);
    return Arrays.equals(woven, file) ? null : woven;
  }

  private static boolean servesRequests(Class<?> loaded) {
    if (loaded.isInterface() || loaded.isArray() || loaded.isPrimitive()) {
      return false;
    }
    if (loaded.getName().equals(EXCHANGE_CHAIN.replace('/', '.'))) {
      return true;
    }
    for (Class<?> type = loaded; type != null; type = type.getSuperclass()) {
      for (Class<?> parent : type.getInterfaces()) {
        if (isServletOrFilter(parent)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isServletOrFilter(Class<?> type) {
    String name = type.getName();
    if (name.endsWith("servlet.Servlet") || name.endsWith("servlet.Filter")) {
      return true;
    }
    return Arrays.stream(type.getInterfaces()).anyMatch(RequestHook::isServletOrFilter);
  }

  private static AsmVisitorWrapper servletAdvice() {
    ElementMatcher.Junction<MethodDescription> takesRequest =
        takesArgument(0, nameEndsWith("servlet.ServletRequest"))
            .and(takesArgument(1, nameEndsWith("servlet.ServletResponse")));
    return Advice.to(ServletAdvice.class)
        .on(
            takesRequest
                .and(not(isAbstract()))
                .and(not(isStatic()))
                .and(
                    named("service")
                        .and(takesArguments(2))
                        .or(
                            named("doFilter")
                                .and(takesArguments(3))
                                .and(takesArgument(2, nameEndsWith("servlet.FilterChain"))))));
  }

  private static AsmVisitorWrapper exchangeAdvice() {
    return Advice.to(ExchangeAdvice.class).on(named("doFilter").and(takesArguments(1)));
  }
}
