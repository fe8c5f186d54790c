/** The files of {@code deploy/}, given to the programs that they are for. */
@NullMarked
package io.threadleak.endtoend.deploy;

import org.jspecify.annotations.NullMarked;
