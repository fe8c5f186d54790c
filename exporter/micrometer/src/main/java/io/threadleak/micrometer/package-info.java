/** threadleak for Micrometer: meters that follow a monitor's reports. */
@NullMarked
package io.threadleak.micrometer;

import org.jspecify.annotations.NullMarked;
