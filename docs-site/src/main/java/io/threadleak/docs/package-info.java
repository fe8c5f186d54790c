/** The documents as a site, and the tutorial as a program. */
@NullMarked
package io.threadleak.docs;

import org.jspecify.annotations.NullMarked;
