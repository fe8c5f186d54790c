package io.threadleak.attribution;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Stacks whose site is known already, by {@link StackKey}; bounded. Thread-safe. */
final class SiteCache {

  private static final int MAX_STACKS = 20_000;

  private final Map<Long, SiteEntry> sites = new ConcurrentHashMap<>();

  /** The site of a stack; a stack that finds no room is named anew each time. */
  SiteEntry get(StackKey key, Supplier<SiteEntry> naming) {
    Long value = key.value();
    @Nullable SiteEntry known = sites.get(value);
    if (known != null) {
      return known;
    }
    SiteEntry named = naming.get();
    if (sites.size() < MAX_STACKS) {
      sites.put(value, named);
    }
    return named;
  }
}
