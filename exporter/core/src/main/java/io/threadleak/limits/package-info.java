/** What bounds the threads of this process, as the operating system tells. */
@NullMarked
package io.threadleak.limits;

import org.jspecify.annotations.NullMarked;
