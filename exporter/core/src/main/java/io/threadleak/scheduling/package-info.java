/** What carries virtual threads: the JDK's scheduler, its carrier threads, and who pins them. */
@NullMarked
package io.threadleak.scheduling;

import org.jspecify.annotations.NullMarked;
