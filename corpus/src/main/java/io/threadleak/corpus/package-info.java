/** Runs the programs of the corpus, has them judged, and prints how the judge did. */
@NullMarked
package io.threadleak.corpus;

import org.jspecify.annotations.NullMarked;
