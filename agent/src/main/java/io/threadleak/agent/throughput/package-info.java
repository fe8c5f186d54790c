/** Units of work, found without code in the host. */
@NullMarked
package io.threadleak.agent.throughput;

import org.jspecify.annotations.NullMarked;
