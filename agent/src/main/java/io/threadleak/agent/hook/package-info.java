/** Hooks: advice woven into the JDK's and the host's classes by retransformation. */
@NullMarked
package io.threadleak.agent.hook;

import org.jspecify.annotations.NullMarked;
