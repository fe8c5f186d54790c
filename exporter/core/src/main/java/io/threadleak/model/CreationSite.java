package io.threadleak.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The code that started threads, as far as it is known.
 *
 * @param id 8 hex digits that outlive a redeploy: a hash over normalised class and method names,
 *     without line numbers and lambda or proxy counters; {@link #OTHER_ID} for the folded rest
 * @param label the frame a person would point at, {@code
 *     com.acme.OrderHandler.handle(OrderHandler.java:42)}; for {@link AttributionSource#NAME} the
 *     name's stem, {@code pool-#-thread-#}. May hold any character a thread name may hold.
 * @param kind platform or virtual
 * @param source where the knowledge comes from
 * @param frames the starter's stack, nearest frame first, as first seen at this site; empty where
 *     no stack is known
 * @param entry the outermost application frame of that stack, such as the request handler; null
 *     where it is the label's own frame or unknown
 * @param startedBy label of the site whose thread started these, where the stack itself had no
 *     application frame; null otherwise
 * @param scope the structured scope that the threads were forked in and who owns it, {@code
 *     "checkout", owned by com.acme.Server.accept(Server.java:17)}; null where they were started
 *     outside of any
 */
public record CreationSite(
    String id,
    String label,
    ThreadKind kind,
    AttributionSource source,
    List<StackTraceElement> frames,
    @Nullable String entry,
    @Nullable String startedBy,
    @Nullable String scope) {

  /** The id and label of the sum over all sites that have no row of their own. */
  public static final String OTHER_ID = "other";

  private static final String OTHER_VIRTUAL = OTHER_ID + " (virtual)";

  /** Copies the frames. */
  public CreationSite {
    frames = List.copyOf(frames);
  }

  /** The site that stands for all that were folded together. */
  public static CreationSite other(ThreadKind kind) {
    return new CreationSite(
        OTHER_ID, OTHER_ID, kind, AttributionSource.NAME, List.of(), null, null, null);
  }

  /** What the folded rest of a kind is called where names alone tell sites apart. */
  public static String otherName(ThreadKind kind) {
    return kind == ThreadKind.VIRTUAL ? OTHER_VIRTUAL : OTHER_ID;
  }

  /** What tells a row from all others of a report where ids are keys: the id, but for the rests. */
  public String key() {
    return isOther() ? otherName(kind) : id;
  }

  /** Whether a name is that of the folded rest of any kind. */
  public static boolean isOtherName(String name) {
    return name.equals(OTHER_ID) || name.equals(OTHER_VIRTUAL);
  }

  /** Whether this is the folded rest rather than a place in the code. */
  public boolean isOther() {
    return id.equals(OTHER_ID);
  }
}
