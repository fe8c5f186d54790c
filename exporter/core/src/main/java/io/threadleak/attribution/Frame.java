package io.threadleak.attribution;

/**
 * One frame of a starter's stack.
 *
 * @param element class, method, file and line as the JVM names them
 * @param origin whose code it is
 */
record Frame(StackTraceElement element, Origin origin) {}
