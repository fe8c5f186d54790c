/** Bugs that real projects had, cut down to their threads and locks. */
@NullMarked
package io.threadleak.corpus.goker;

import org.jspecify.annotations.NullMarked;
