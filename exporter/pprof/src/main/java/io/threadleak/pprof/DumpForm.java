package io.threadleak.pprof;

import io.threadleak.model.ProofReport;
import io.threadleak.model.ProofTier;
import io.threadleak.model.StateCounts;
import io.threadleak.model.ThreadProfile;
import io.threadleak.model.ThreadProfile.Group;
import io.threadleak.model.ThreadProfile.Member;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All threads as Go's text at {@code debug=2}: a paragraph each, those that are proven to be leaked
 * marked.
 *
 * <pre>
 * thread 42 [waiting (leaked), 7 minutes] {name: "order 17", kind: platform, site_id: 1a2b3c4d}:
 * java.util.concurrent.locks.LockSupport.park(...)
 * &#9;java/util/concurrent/locks/LockSupport.java:341 +0x155
 * created by com.acme.OrderHandler.handle
 * &#9;com/acme/OrderHandler.java:42
 * </pre>
 */
final class DumpForm {

  /** What a dump may take of the host's memory, in characters. */
  static final int MAX_LENGTH = 16 << 20;

  private static final int SECONDS_A_MINUTE = 60;

  private final StringBuilder text = new StringBuilder();
  private final Set<Long> leaked;
  private int elided;

  private DumpForm(Set<Long> leaked) {
    this.leaked = leaked;
  }

  /** The threads of a profile; those that the proof lists are marked, where there is one. */
  static String of(ThreadProfile profile, @Nullable ProofReport proof) {
    DumpForm form = new DumpForm(proof == null ? Set.of() : leaked(proof));
    profile.groups().forEach(form::append);
    if (form.elided + profile.dropped() > 0) {
      form.text.append(
          "...%d more threads elided, beyond the limits of a dump...\n"
              .formatted(form.elided + profile.dropped()));
    }
    return form.text.toString();
  }

  private static Set<Long> leaked(ProofReport proof) {
    Set<Long> ids = new HashSet<>();
    proof.groups().stream()
        .filter(group -> group.tier() != ProofTier.PROBABLE)
        .forEach(group -> ids.addAll(group.threadIds()));
    return ids;
  }

  private void append(Group group) {
    if (text.length() > MAX_LENGTH) {
      elided += group.threads();
      return;
    }
    String frames = frames(group);
    for (Member member : group.members()) {
      text.append(header(group, member)).append(frames).append('\n');
    }
    int more = group.threads() - group.members().size();
    if (more > 0) {
      text.append("...%d more threads with this stack elided...\n".formatted(more));
      text.append(group.members().isEmpty() ? frames : "").append('\n');
    }
  }

  private String header(Group group, Member member) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("name", member.name());
    labels.put("kind", group.site().kind().label());
    labels.put("site_id", group.site().id());
    if (group.endpoint() != null) {
      labels.put("endpoint", group.endpoint());
    }
    return "thread %d [%s%s%s] %s:\n"
        .formatted(
            member.id(),
            StateCounts.label(group.state()),
            leaked.contains(member.id()) ? " (leaked)" : "",
            minutes(member.waitedSeconds()),
            GoText.headerLabels(labels));
  }

  private static String minutes(@Nullable Double seconds) {
    return seconds == null || seconds < SECONDS_A_MINUTE
        ? ""
        : ", %d minutes".formatted((long) (seconds / SECONDS_A_MINUTE));
  }

  private static String frames(Group group) {
    StringBuilder lines = new StringBuilder();
    for (StackTraceElement element : group.frames()) {
      ProfileFrame frame = ProfileFrame.of(element);
      lines.append(
          "%s(...)\n\t%s:%d +0x%x\n"
              .formatted(frame.function(), frame.file(), frame.line(), frame.offset()));
    }
    ProfileFrame root = ProfileFrame.createdBy(group.site());
    lines.append(root.function()).append('\n');
    if (!root.file().isEmpty()) {
      lines.append("\t%s:%d\n".formatted(root.file(), root.line()));
    }
    return lines.toString();
  }
}
