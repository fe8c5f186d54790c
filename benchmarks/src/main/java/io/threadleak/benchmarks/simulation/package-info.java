/**
 * Simulated services whose sites are known to leak or not, and what the verdict and rules in use
 * say of them; run by {@code ./benchmarks/verdicts} alone.
 */
@NullMarked
package io.threadleak.benchmarks.simulation;

import org.jspecify.annotations.NullMarked;
