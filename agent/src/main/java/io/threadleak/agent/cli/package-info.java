/** The command line: data on stdout, words on stderr; exit 0 fine, 1 a leak, 2 an error. */
@NullMarked
package io.threadleak.agent.cli;

import org.jspecify.annotations.NullMarked;
