/** What a proof costs: its pause and its analysis, beside the JDK's dumps and other readers. */
@NullMarked
package io.threadleak.benchmarks.proof;

import org.jspecify.annotations.NullMarked;
