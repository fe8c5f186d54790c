/** Leaks that no reachability can show: growth has to. */
@NullMarked
package io.threadleak.corpus.beyond;

import org.jspecify.annotations.NullMarked;
