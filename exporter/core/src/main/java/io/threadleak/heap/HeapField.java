package io.threadleak.heap;

/**
 * A field that refers to objects.
 *
 * @param declaringClass the name of the class that declares it
 * @param name its name; for what is no field in the source, {@code <loader>} and the like
 * @param isStatic whether a class holds it
 */
public record HeapField(String declaringClass, String name, boolean isStatic) {}
