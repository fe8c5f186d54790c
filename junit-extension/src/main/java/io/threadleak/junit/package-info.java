/**
 * Leaks of threads as failures of tests: an extension for JUnit 5 and 6, and the same check for
 * plain code.
 */
@NullMarked
package io.threadleak.junit;

import org.jspecify.annotations.NullMarked;
