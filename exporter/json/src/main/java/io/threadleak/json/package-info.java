/** Reports as JSON, written and read back. */
@NullMarked
package io.threadleak.json;

import org.jspecify.annotations.NullMarked;
