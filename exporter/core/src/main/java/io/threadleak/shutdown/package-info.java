/** What holds up a JVM that was told to stop. */
@NullMarked
package io.threadleak.shutdown;

import org.jspecify.annotations.NullMarked;
