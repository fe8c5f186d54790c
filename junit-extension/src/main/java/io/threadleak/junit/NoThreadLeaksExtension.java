package io.threadleak.junit;

import io.threadleak.junit.NoThreadLeaks.After;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * The check of {@link NoThreadLeaks}. By its annotation, or with rules of its own: {@code new
 * NoThreadLeaksExtension(LeakRules.defaults().ignoreName("metrics-*"))} in a static field with
 * {@code @RegisterExtension}.
 *
 * <p>When does it look? When the test's store is closed, which is after everything else of the test
 * that was not there before this extension: name it first.
 */
public final class NoThreadLeaksExtension
    implements BeforeAllCallback, BeforeEachCallback, InvocationInterceptor {

  private static final Namespace NAMESPACE = Namespace.create(NoThreadLeaksExtension.class);
  private static final String CLASS = "class";

  private final @Nullable LeakRules rules;

  /** With the rules of the run and of the annotations. */
  public NoThreadLeaksExtension() {
    rules = null;
  }

  /** With these rules in place of those of the run; what annotations say adds to them. */
  public NoThreadLeaksExtension(LeakRules rules) {
    this.rules = rules;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    Watch.ofThisJvm(context::getConfigurationParameter);
    TestContext stretch = new TestContext(nameOf(context), outerOf(context));
    Store store = context.getStore(NAMESPACE);
    LeakRules ofClass = rulesFor(context);
    store.put(CLASS, stretch);
    store.put(this, new ClassEnd(stretch, ofClass, after(context)));
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    Watch watch = Watch.ofThisJvm(context::getConfigurationParameter);
    Watch.Stay stay = watch.enter(new TestContext(nameOf(context), outerOf(context)));
    context.getStore(NAMESPACE).put(this, new TestEnd(stay, rulesFor(context), after(context)));
  }

  @Override
  public <T> T interceptTestClassConstructor(
      Invocation<T> invocation,
      ReflectiveInvocationContext<Constructor<T>> constructor,
      ExtensionContext context)
      throws Throwable {
    return inClass(invocation, context);
  }

  @Override
  public void interceptBeforeAllMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    inClass(invocation, context);
  }

  @Override
  public void interceptAfterAllMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    inClass(invocation, context);
  }

  private static <T extends @Nullable Object> T inClass(
      Invocation<T> invocation, ExtensionContext context) throws Throwable {
    TestContext stretch = context.getStore(NAMESPACE).get(CLASS, TestContext.class);
    if (stretch == null) {
      return invocation.proceed();
    }
    Watch.Stay stay = Watch.ofThisJvm().enter(stretch);
    try {
      return invocation.proceed();
    } finally {
      stay.leave();
    }
  }

  /** The class that a test is in, where it is watched; else what the thread said of itself. */
  private static @Nullable TestContext outerOf(ExtensionContext context) {
    TestContext ofClass = context.getStore(NAMESPACE).get(CLASS, TestContext.class);
    return ofClass == null ? Contexts.said() : ofClass;
  }

  private static String nameOf(ExtensionContext context) {
    String type = context.getTestClass().map(Class::getName).orElse("");
    Optional<Method> method = context.getTestMethod();
    if (method.isEmpty()) {
      return type.isEmpty() ? context.getDisplayName() : type;
    }
    String plain = method.get().getName() + "()";
    String shown = context.getDisplayName();
    return type + "." + plain + (shown.equals(plain) ? "" : " \"" + shown + "\"");
  }

  /** What the nearest class says. */
  private static After after(ExtensionContext context) {
    for (Optional<ExtensionContext> at = Optional.of(context);
        at.isPresent();
        at = at.get().getParent()) {
      Optional<NoThreadLeaks> annotation =
          at.get()
              .getElement()
              .filter(element -> element instanceof Class)
              .flatMap(type -> AnnotationSupport.findAnnotation(type, NoThreadLeaks.class));
      if (annotation.isPresent()) {
        return annotation.get().after();
      }
    }
    return After.TEST;
  }

  /** Those of the run, then what each annotation adds, from the outermost class to the method. */
  private LeakRules rulesFor(ExtensionContext context) {
    Deque<NoThreadLeaks> annotations = new ArrayDeque<>();
    for (Optional<ExtensionContext> at = Optional.of(context);
        at.isPresent();
        at = at.get().getParent()) {
      at.get()
          .getElement()
          .flatMap(element -> AnnotationSupport.findAnnotation(element, NoThreadLeaks.class))
          .ifPresent(annotations::addFirst);
    }
    LeakRules combined =
        rules == null ? RuleSettings.rules(context::getConfigurationParameter) : rules;
    for (NoThreadLeaks annotation : annotations) {
      combined =
          combined
              .ignoreSite(annotation.ignoreSites())
              .ignoreName(annotation.ignoreNames())
              .ignoreFrame(annotation.ignoreFrames());
      if (annotation.lingerMillis() >= 0) {
        combined = combined.linger(Duration.ofMillis(annotation.lingerMillis()));
      }
      if (annotation.prove()) {
        combined = combined.prove();
      }
    }
    return combined;
  }

  /** The end of a test, closed last of all that its store holds. */
  private static final class TestEnd implements Store.CloseableResource, AutoCloseable {

    private final Watch.Stay stay;
    private final LeakRules rules;
    private final After after;
    private boolean closed;

    TestEnd(Watch.Stay stay, LeakRules rules, After after) {
      this.stay = stay;
      this.rules = rules;
      this.after = after;
    }

    @Override
    public void close() {
      if (closed) {
        return;
      }
      closed = true;
      try {
        if (after == After.TEST) {
          stay.verify(rules);
        }
      } finally {
        stay.leave();
      }
    }
  }

  /** The end of a class: of what it started outside of its tests, and in them by its choice. */
  private static final class ClassEnd implements Store.CloseableResource, AutoCloseable {

    private final TestContext stretch;
    private final LeakRules rules;
    private final After after;
    private boolean closed;

    ClassEnd(TestContext stretch, LeakRules rules, After after) {
      this.stretch = stretch;
      this.rules = rules;
      this.after = after;
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        Watch.ofThisJvm().verify(stretch.name(), this::isWanted, rules);
      }
    }

    private boolean isWanted(TestContext started) {
      return after == After.CLASS ? started.isWithin(stretch) : started == stretch;
    }
  }
}
