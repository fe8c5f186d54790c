/** What the benchmarks need of the core's own package. */
@NullMarked
package io.threadleak;

import org.jspecify.annotations.NullMarked;
