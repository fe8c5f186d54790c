/** What no honest client, user or recorder writes, made by rule from a seed. */
@NullMarked
package io.threadleak.reliability.input;

import org.jspecify.annotations.NullMarked;
