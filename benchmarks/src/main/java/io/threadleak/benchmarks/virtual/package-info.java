/** What virtual threads cost, on a JDK that has them: rounds, starts, memory and the error. */
@NullMarked
package io.threadleak.benchmarks.virtual;

import org.jspecify.annotations.NullMarked;
