/** Histories in, verdicts out: pure, without clock, thread or I/O. */
@NullMarked
package io.threadleak.analysis;

import org.jspecify.annotations.NullMarked;
