package io.threadleak.limits;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A limit and what is left of it.
 *
 * @param limit at most so many
 * @param left how many more may come, 0 or more
 */
public record Bound(long limit, long left) {

  /** Of a limit towards which so many count. */
  static Bound of(long limit, long used) {
    return new Bound(limit, Math.max(0, limit - used));
  }

  /** The same; of an unknown use what this process alone uses. */
  static Bound of(long limit, OptionalLong used, long own) {
    return of(limit, Math.max(own, used.orElse(own)));
  }

  /** The one with less left; null where neither is known. */
  static @Nullable Bound tighter(@Nullable Bound a, @Nullable Bound b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return b.left < a.left ? b : a;
  }
}
