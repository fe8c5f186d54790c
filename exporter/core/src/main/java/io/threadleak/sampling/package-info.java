/** One look at all live threads a round, and the bounded histories made of it. */
@NullMarked
package io.threadleak.sampling;

import org.jspecify.annotations.NullMarked;
