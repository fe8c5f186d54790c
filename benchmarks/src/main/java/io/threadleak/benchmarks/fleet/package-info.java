/** A fleet of simulated services against a real Prometheus; run by {@code ./benchmarks/fleet}. */
@NullMarked
package io.threadleak.benchmarks.fleet;

import org.jspecify.annotations.NullMarked;
