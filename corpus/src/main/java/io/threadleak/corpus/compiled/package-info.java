/** Programs that are no leaks, whose waker the compiler takes apart: no heap dump shows it. */
@NullMarked
package io.threadleak.corpus.compiled;

import org.jspecify.annotations.NullMarked;
