/** What a program of the corpus is, and the stage it runs on. */
@NullMarked
package io.threadleak.corpus.program;

import org.jspecify.annotations.NullMarked;
