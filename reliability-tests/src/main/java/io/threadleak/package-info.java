/** A monitor's rounds, on a clock of their own. */
@NullMarked
package io.threadleak;

import org.jspecify.annotations.NullMarked;
