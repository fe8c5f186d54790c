/**
 * What is known of threads, creation sites and their verdicts: immutable values, on {@code java.*}
 * alone.
 */
@NullMarked
package io.threadleak.model;

import org.jspecify.annotations.NullMarked;
