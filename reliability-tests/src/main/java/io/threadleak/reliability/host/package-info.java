/** Host applications in JVMs of their own, and load on them. */
@NullMarked
package io.threadleak.reliability.host;

import org.jspecify.annotations.NullMarked;
