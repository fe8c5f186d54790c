/**
 * threadleak for Prometheus' client_java 1.x: a collector for its registry, and the exposition
 * formats a scraper asks for.
 */
@NullMarked
package io.threadleak.prometheus;

import org.jspecify.annotations.NullMarked;
