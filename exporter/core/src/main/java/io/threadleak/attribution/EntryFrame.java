package io.threadleak.attribution;

import io.threadleak.model.AttributionSource;
import io.threadleak.model.CreationSite;
import io.threadleak.model.ThreadKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The frame at which a thread enters the code that it was made for: of the frames it stands in, the
 * outermost of the application, else of a library. Tells threads apart that nobody saw start.
 */
public final class EntryFrame {

  private static final String COUNTED_TASK = CountedTask.class.getName();

  private final ApplicationCode code;

  /** Entry frames by the given rule of what is the application's. */
  public EntryFrame(ApplicationCode code) {
    this.code = code;
  }

  /** The frame of a live thread; null where it has none, such as before it runs. */
  public @Nullable String of(Thread thread) {
    StackTraceElement found = find(thread.getStackTrace());
    return found == null ? null : CodeNames.stable(found).toString();
  }

  /**
   * The site of threads that nobody saw start, {@code unknown, runs
   * com.acme.Poller.run(Poller.java:9)}.
   *
   * @param thread one of them
   * @param tasks the class of what they run, named where no frame tells more
   */
  public SiteEntry siteOf(Thread thread, TaskClass tasks, SiteTable sites) {
    StackTraceElement[] stack = thread.getStackTrace();
    StackTraceElement found = find(stack);
    String runs = found == null ? tasks.name() : CodeNames.stable(found).toString();
    String link = found == null ? tasks.name() : CodeNames.chainLink(found);
    CreationSite site =
        new CreationSite(
            SiteNaming.id("virtual\nunknown\n" + link),
            "unknown, runs " + runs,
            ThreadKind.VIRTUAL,
            AttributionSource.TASK,
            List.of(),
            null,
            null,
            null);
    return sites.entryOf(new SiteNaming.Named(site, null));
  }

  private @Nullable StackTraceElement find(StackTraceElement[] stack) {
    StackTraceElement library = null;
    for (int i = stack.length - 1; i >= 0; i--) {
      String name = stack[i].getClassName();
      boolean nobodys = CodeNames.isLambdaClass(name) || name.equals(COUNTED_TASK);
      Origin origin = nobodys ? Origin.JDK : code.of(name);
      if (origin == Origin.APPLICATION) {
        return stack[i];
      }
      if (origin == Origin.LIBRARY && library == null) {
        library = stack[i];
      }
    }
    return library;
  }
}
