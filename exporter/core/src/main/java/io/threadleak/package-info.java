/**
 * threadleak embedded: {@link io.threadleak.ThreadLeakMonitor} counts live threads by the line that
 * started them and gives each line a verdict.
 */
@NullMarked
package io.threadleak;

import org.jspecify.annotations.NullMarked;
