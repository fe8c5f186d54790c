/** Tests of the whole path, from {@code Thread.start} to an alert that fires. */
@NullMarked
package io.threadleak.endtoend;

import org.jspecify.annotations.NullMarked;
