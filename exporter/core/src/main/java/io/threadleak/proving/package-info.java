/** Proofs about this very JVM: dumps and the collector, and the process that analyses. */
@NullMarked
package io.threadleak.proving;

import org.jspecify.annotations.NullMarked;
