/** Load programs in JVMs of their own, with threadleak's agent or without. */
@NullMarked
package io.threadleak.benchmarks.load;

import org.jspecify.annotations.NullMarked;
