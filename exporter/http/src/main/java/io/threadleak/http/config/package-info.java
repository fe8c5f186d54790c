/** Prometheus' web config file: who is let in, over what, and with which headers. */
@NullMarked
package io.threadleak.http.config;

import org.jspecify.annotations.NullMarked;
