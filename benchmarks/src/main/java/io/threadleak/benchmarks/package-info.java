/** What threadleak costs, measured beside its peers; run by {@code ./benchmarks/run} alone. */
@NullMarked
package io.threadleak.benchmarks;

import org.jspecify.annotations.NullMarked;
