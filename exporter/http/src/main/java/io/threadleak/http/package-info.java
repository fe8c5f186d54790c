/** A small web server of the monitor's own: metrics, report, health, and a page. */
@NullMarked
package io.threadleak.http;

import org.jspecify.annotations.NullMarked;
