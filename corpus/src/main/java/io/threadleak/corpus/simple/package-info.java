/** One primitive each: the shortest programs that leak. */
@NullMarked
package io.threadleak.corpus.simple;

import org.jspecify.annotations.NullMarked;
