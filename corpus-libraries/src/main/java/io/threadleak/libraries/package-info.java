/**
 * Servers and libraries of others, under load and idle, and a proof that is asked about them
 * meanwhile: whatever their threads wait for is no leak.
 */
@NullMarked
package io.threadleak.libraries;

import org.jspecify.annotations.NullMarked;
