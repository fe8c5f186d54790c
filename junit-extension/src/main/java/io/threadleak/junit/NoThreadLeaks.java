package io.threadleak.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test, or each test of a class, fails if threads that were started in it are still live after
 * it: after its {@code @AfterEach} methods, whether it failed itself or not. Tests may run in
 * parallel: a thread belongs to the test in which it was started, or whose thread started it.
 *
 * <p>On a class, threads that {@code @BeforeAll} and {@code @AfterAll} methods or the constructor
 * started must have ended after the class.
 *
 * <p>What the annotations of a method and of its class ignore adds up.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(NoThreadLeaksExtension.class)
public @interface NoThreadLeaks {

  /** When the threads of a test must have ended. */
  enum After {
    /** After the test itself. */
    TEST,
    /** After all tests of the class: for tests that share what starts threads as they use it. */
    CLASS
  }

  /** When threads must have ended; read from the class alone. */
  After after() default After.TEST;

  /**
   * Milliseconds that threads may take to end, 0 or more; by default {@code threadleak.linger}, or
   * a second. It is waited only while there are any.
   */
  long lingerMillis() default -1;

  /** As {@link LeakRules#ignoreSite}. */
  String[] ignoreSites() default {};

  /** As {@link LeakRules#ignoreName}. */
  String[] ignoreNames() default {};

  /** As {@link LeakRules#ignoreFrame}. */
  String[] ignoreFrames() default {};

  /** As {@link LeakRules#prove}: if this says so, or an annotation around it, or the run. */
  boolean prove() default false;
}
