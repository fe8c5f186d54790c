/** Time in which nothing of ours may grow. */
@NullMarked
package io.threadleak.reliability.growth;

import org.jspecify.annotations.NullMarked;
