package io.threadleak.http;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a GET asks for.
 *
 * @param path decoded, without the query
 * @param accept the {@code Accept} header, null where there is none
 * @param names what the query's {@code name[]} hold
 * @param site what the query's first {@code site} holds, null where there is none
 */
record Asked(String path, @Nullable String accept, Set<String> names, @Nullable String site) {}
