/** The patterns by which services leak: a sender without receiver, a loop without end. */
@NullMarked
package io.threadleak.corpus.common;

import org.jspecify.annotations.NullMarked;
