/**
 * The agent's foothold on the boot class loader: what hooks in the JDK's and the host's classes
 * call. It speaks JDK types only, never throws, and does nothing while nobody listens.
 */
@NullMarked
package io.threadleak.boot;

import org.jspecify.annotations.NullMarked;
