/** What is published, and with what: POMs, bill of materials, licences. */
@NullMarked
package io.threadleak.endtoend.publishing;

import org.jspecify.annotations.NullMarked;
