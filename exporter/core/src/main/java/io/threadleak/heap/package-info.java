/** Heap dumps: objects, classes, threads and roots of an HPROF file. Knows nothing of proofs. */
@NullMarked
package io.threadleak.heap;

import org.jspecify.annotations.NullMarked;
