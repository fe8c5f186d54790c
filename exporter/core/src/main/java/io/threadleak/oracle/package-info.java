/** The garbage collector as a witness: which virtual threads nothing alive can reach. */
@NullMarked
package io.threadleak.oracle;

import org.jspecify.annotations.NullMarked;
