/** The metric catalogue that every adapter renders, and what a server serves. */
@NullMarked
package io.threadleak.exposition;

import org.jspecify.annotations.NullMarked;
