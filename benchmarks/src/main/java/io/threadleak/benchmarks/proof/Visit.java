package io.threadleak.benchmarks.proof;

/**
 * What a reader saw of a dump.
 *
 * @param objects in the dump, classes and arrays included
 * @param references from one of them to another that were looked up
 * @param held what is kept of the dump
 */
record Visit(long objects, long references, Object held) {}
