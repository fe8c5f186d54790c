package io.threadleak.attribution;

import io.threadleak.model.AttributionSource;
import io.threadleak.model.CreationSite;
import io.threadleak.model.ThreadKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The rule that turns a starter's stack into a creation site.
 *
 * <p>The label is the first frame under {@code Thread.start} that is neither the JDK's nor a
 * library's (rule R2 of the study that compared four rules on misuses of real libraries). Where a
 * stack has no such frame, because one pool thread started another, the line that constructed the
 * thread's pool gives the label, else the site of the starting thread, and the stack's own first
 * frame is kept in the identity.
 *
 * <p>The identity is a hash over the chain from {@code Thread.start} to that frame: every frame
 * outside the JDK, and of the JDK the method through which it was entered, since those are public
 * API and stay the same from one JDK to the next.
 *
 * <p>The JDK starts the carriers of virtual threads on the stack of whoever starts a virtual
 * thread; they are a site of their own.
 */
final class SiteNaming {

  static final String SCHEDULER = "the JDK's scheduler of virtual threads";

  /**
   * A named site.
   *
   * @param site the site
   * @param root the application frame that sites started by its threads fall back on, null where
   *     there is none
   */
  record Named(CreationSite site, @Nullable StackTraceElement root) {}

  /**
   * What is known of a start beside its stack.
   *
   * @param kind of the thread
   * @param source who supplied the stack
   * @param root where a start leads to whose stack has no application frame, null where unknown
   * @param scope the structured scope that the thread was forked in, null where in none
   */
  record Start(
      ThreadKind kind, AttributionSource source, @Nullable Root root, @Nullable String scope) {

    /** Of a platform thread, whose pool is not known. */
    static Start platform(AttributionSource source, @Nullable StackTraceElement starterRoot) {
      return new Start(ThreadKind.PLATFORM, source, Root.ofStarter(starterRoot), null);
    }
  }

  private SiteNaming() {}

  /**
   * Names a site.
   *
   * @param frames the starter's stack without the frames of {@code Thread} itself, nearest first
   * @param start what else is known
   */
  static Named name(List<Frame> frames, Start start) {
    if (start.kind() == ThreadKind.PLATFORM && isOfScheduler(frames)) {
      StringBuilder chain = new StringBuilder(SCHEDULER);
      return new Named(site(chain, SCHEDULER, frames, null, null, start), null);
    }
    StringBuilder chain = new StringBuilder(start.kind().label());
    StackTraceElement application = null;
    StackTraceElement library = null;
    StackTraceElement jdkEntry = null;
    for (Frame frame : frames) {
      StackTraceElement element = frame.element();
      if (frame.origin() == Origin.JDK) {
        jdkEntry = element;
        continue;
      }
      if (jdkEntry != null) {
        link(chain, jdkEntry);
        jdkEntry = null;
      }
      link(chain, element);
      if (frame.origin() == Origin.APPLICATION) {
        application = CodeNames.stable(element);
        break;
      }
      library = library == null ? CodeNames.stable(element) : library;
    }
    if (application == null && library == null && jdkEntry != null) {
      link(chain, nearestTelling(frames));
    }
    return application != null
        ? ofApplication(chain, application, frames, start)
        : inherited(chain, library != null ? library : nearestTelling(frames), frames, start);
  }

  private static Named ofApplication(
      StringBuilder chain, StackTraceElement label, List<Frame> frames, Start start) {
    String entry = CodeNames.stable(outermostApplication(frames, label)).toString();
    String labelText = label.toString();
    return new Named(
        site(chain, labelText, frames, entry.equals(labelText) ? null : entry, null, start), label);
  }

  private static Named inherited(
      StringBuilder chain, StackTraceElement nearest, List<Frame> frames, Start start) {
    Root root = start.root();
    if (root == null) {
      return new Named(site(chain, nearest.toString(), frames, null, null, start), null);
    }
    link(chain, root.frame());
    String label = root.frame().toString();
    return new Named(
        site(chain, label, frames, null, root.ofPool() ? null : label, start), root.frame());
  }

  private static CreationSite site(
      StringBuilder chain,
      String label,
      List<Frame> frames,
      @Nullable String entry,
      @Nullable String startedBy,
      Start start) {
    List<StackTraceElement> stack = frames.stream().map(Frame::element).toList();
    return new CreationSite(
        id(chain), label, start.kind(), start.source(), stack, entry, startedBy, start.scope());
  }

  /** Whether the JDK itself started the thread, to carry virtual ones: no line asked for it. */
  private static boolean isOfScheduler(List<Frame> frames) {
    for (Frame frame : frames) {
      if (frame.origin() != Origin.JDK) {
        return false;
      }
      if (frame.element().getClassName().equals("java.lang.VirtualThread")) {
        return true;
      }
    }
    return false;
  }

  /** 8 hex digits; CRC-32C, which spreads well and is the same everywhere. */
  static String id(CharSequence chain) {
    CRC32C crc = new CRC32C();
    crc.update(chain.toString().getBytes(StandardCharsets.UTF_8));
    return String.format("%08x", crc.getValue());
  }

  private static void link(StringBuilder chain, StackTraceElement element) {
    chain.append('\n').append(CodeNames.chainLink(element));
  }

  private static StackTraceElement outermostApplication(
      List<Frame> frames, StackTraceElement label) {
    StackTraceElement outermost = label;
    for (Frame frame : frames) {
      if (frame.origin() == Origin.APPLICATION) {
        outermost = frame.element();
      }
    }
    return outermost;
  }

  /** For a stack of JDK frames alone: the outermost one that is not the thread's own beginning. */
  private static StackTraceElement nearestTelling(List<Frame> frames) {
    StackTraceElement telling = new StackTraceElement("java.lang.Thread", "start", null, -1);
    for (Frame frame : frames) {
      StackTraceElement element = frame.element();
      if (element.getClassName().startsWith("java.lang.Thread")) {
        break;
      }
      telling = element;
    }
    return CodeNames.stable(telling);
  }
}
