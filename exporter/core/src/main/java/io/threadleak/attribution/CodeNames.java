package io.threadleak.attribution;

import java.util.regex.Pattern;

/**
 * Class and method names without what changes from one run or build to the next: lambda, proxy and
 * accessor counters, generated subclasses, hidden-class suffixes.
 */
public final class CodeNames {

  private static final Pattern GENERATED_SUBCLASS =
      Pattern.compile("(_?\\$\\$|\\$(HibernateProxy|MockitoMock|ByteBuddy|Proxy\\$_)\\$).*");
  private static final Pattern PROXY = Pattern.compile("\\$Proxy\\d+");
  private static final Pattern LAMBDA_METHOD =
      Pattern.compile("(?:lambda\\$|\\$anonfun\\$)(.+?)(?:\\$\\d+)+");
  private static final Pattern ACCESSOR = Pattern.compile("access\\$\\d+");

  private CodeNames() {}

  /** {@code com.acme.Foo$$SpringCGLIB$$0} to {@code com.acme.Foo}. */
  static String stableClass(String name) {
    String stable = name;
    int hidden = stable.indexOf('/');
    if (hidden > 0) {
      stable = stable.substring(0, hidden);
    }
    if (stable.indexOf('$') < 0) {
      return stable;
    }
    stable = GENERATED_SUBCLASS.matcher(stable).replaceFirst("");
    return PROXY.matcher(stable).replaceAll("\\$Proxy#");
  }

  /** {@code lambda$handle$0} to {@code handle}. */
  static String stableMethod(String name) {
    if (name.indexOf('$') < 0) {
      return name;
    }
    String enclosing = LAMBDA_METHOD.matcher(name).replaceFirst("$1");
    String method =
        enclosing.equals("new") || enclosing.equals("static") ? initializer(enclosing) : enclosing;
    return ACCESSOR.matcher(method).replaceFirst("access\\$#");
  }

  /** Whether a class is the JVM's own carrier of a lambda rather than code somebody wrote. */
  static boolean isLambdaClass(String name) {
    return name.contains("$$Lambda");
  }

  /**
   * javac calls lambdas of constructors {@code lambda$new$0}, of class initialisers {@code
   * lambda$static$0}.
   */
  private static String initializer(String enclosing) {
    return enclosing.equals("new") ? "<init>" : "<clinit>";
  }

  /** The frame with both names made stable: what a label shows. Of a stable frame, an equal one. */
  public static StackTraceElement stable(StackTraceElement element) {
    return new StackTraceElement(
        stableClass(element.getClassName()),
        stableMethod(element.getMethodName()),
        element.getFileName(),
        element.getLineNumber());
  }

  /** {@code class.method} of a stable frame: the part of it that outlives a redeploy. */
  static String chainLink(StackTraceElement element) {
    return stableClass(element.getClassName()) + "." + stableMethod(element.getMethodName());
  }
}
