/** threadleak for Prometheus' simpleclient 0.x, for services that are still on it. */
@NullMarked
package io.threadleak.simpleclient;

import org.jspecify.annotations.NullMarked;
