package io.threadleak.attribution;

/** Whose code a class is. */
enum Origin {
  /** Part of the Java runtime. */
  JDK,
  /** A dependency, which may start threads for others. */
  LIBRARY,
  /** The application's own. */
  APPLICATION
}
