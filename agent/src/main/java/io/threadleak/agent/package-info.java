/** The agent: options, hooks, throughput and server, wired together in the host's JVM. */
@NullMarked
package io.threadleak.agent;

import org.jspecify.annotations.NullMarked;
