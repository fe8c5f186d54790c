package io.threadleak.model;

import org.jspecify.annotations.Nullable;

/**
 * Where thread pools were constructed that live threads of one site belong to.
 *
 * @param label the line of the application that constructed them; where none did, the nearest frame
 *     of the library or of the JDK. May hold any character.
 * @param pools how many of the site's pools, 1 or more
 * @param bound threads that those may hold at most, taken together; null where one of them has no
 *     limit that can be seen
 */
public record PoolBirthplace(String label, int pools, @Nullable Integer bound) {

  /** A site's row names so many at most, those of most pools. */
  public static final int MOST = 5;
}
