/** What a benchmark needs of the recordings' inside. */
@NullMarked
package io.threadleak.json;

import org.jspecify.annotations.NullMarked;
