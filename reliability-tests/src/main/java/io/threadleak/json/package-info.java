/** A recording, on a clock of its own. */
@NullMarked
package io.threadleak.json;

import org.jspecify.annotations.NullMarked;
