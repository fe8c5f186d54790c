/** The command {@code ./reliability}: what it runs, and how it tells. */
@NullMarked
package io.threadleak.reliability;

import org.jspecify.annotations.NullMarked;
