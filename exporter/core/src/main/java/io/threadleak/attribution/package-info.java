/** Thread to creation site: who started a thread, and where. */
@NullMarked
package io.threadleak.attribution;

import org.jspecify.annotations.NullMarked;
