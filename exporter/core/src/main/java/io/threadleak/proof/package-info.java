/** Which threads of a heap nothing alive can wake, and why. Pure: it looks at no running thread. */
@NullMarked
package io.threadleak.proof;

import org.jspecify.annotations.NullMarked;
