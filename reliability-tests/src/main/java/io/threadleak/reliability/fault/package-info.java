/** What goes wrong, one by one. */
@NullMarked
package io.threadleak.reliability.fault;

import org.jspecify.annotations.NullMarked;
