/** Reports as JSON, written and read back, and recordings of them. */
@NullMarked
package io.threadleak.json;

import org.jspecify.annotations.NullMarked;
