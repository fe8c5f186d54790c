/** Programs that look like leaks and are none. */
@NullMarked
package io.threadleak.corpus.controls;

import org.jspecify.annotations.NullMarked;
