/** The agent's knobs: where their values come from, and what is refused. */
@NullMarked
package io.threadleak.agent.options;

import org.jspecify.annotations.NullMarked;
