/** The page that people look at: one HTML file, served or written beside other files. */
@NullMarked
package io.threadleak.page;

import org.jspecify.annotations.NullMarked;
