/** Bundles of evidence: what was known of the threads at the moment of trouble, kept in files. */
@NullMarked
package io.threadleak.evidence;

import org.jspecify.annotations.NullMarked;
