/**
 * A small real HTTP service whose endpoints start threads in honest and in leaky ways, side by
 * side, and the load that keeps it busy. Nothing here knows threadleak: it is watched from outside.
 */
@NullMarked
package io.threadleak.demo;

import org.jspecify.annotations.NullMarked;
