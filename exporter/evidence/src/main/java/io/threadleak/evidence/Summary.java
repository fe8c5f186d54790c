package io.threadleak.evidence;

import io.threadleak.model.LeakReport;
import io.threadleak.model.SiteReport;
import io.threadleak.model.ThreadProfile;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a person reads first, {@code summary.txt}: why the bundle is there, what leaks, and which
 * lines started most of the threads that live now.
 */
final class Summary implements EvidencePart {

  private static final int MOST_LINES = 20;

  @Override
  public void write(Scene scene, EvidenceBundle bundle) throws Exception {
    bundle.add("summary.txt", out -> write(scene, out));
  }

  private static void write(Scene scene, OutputStream out) throws Exception {
    StringBuilder text = new StringBuilder();
    text.append("Why: ").append(plain(scene.reason())).append('\n');
    text.append("When: ").append(scene.time()).append('\n');
    scene.values().forEach((key, value) -> text.append("  %s = %s%n".formatted(key, value)));
    appendLeaks(text, scene.report());
    appendLive(text, scene);
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void appendLeaks(StringBuilder text, LeakReport report) {
    List<SiteReport> leaking =
        report.sites().stream().filter(site -> site.verdict().verdict().isLeak()).toList();
    text.append("\nSites that leak, by the report of ")
        .append(report.time())
        .append(leaking.isEmpty() ? ": none\n" : ":\n");
    for (SiteReport site : leaking.subList(0, Math.min(MOST_LINES, leaking.size()))) {
      text.append("  ").append(site.site().id()).append("  ");
      text.append(plain(site.verdict().summary())).append('\n');
      text.append("            ").append(plain(site.verdict().nextStep())).append('\n');
    }
  }

  private static void appendLive(StringBuilder text, Scene scene) throws InterruptedException {
    ThreadProfile profile;
    try {
      profile = scene.profile();
    } catch (IllegalStateException nobodyLooks) {
      text.append("\nThe threads could not be looked at: ").append(nobodyLooks).append('\n');
      return;
    }
    Map<String, Integer> live = new LinkedHashMap<>();
    for (ThreadProfile.Group group : profile.groups()) {
      String site =
          "%s  %s (%s)"
              .formatted(
                  group.site().id(), plain(group.site().label()), group.site().kind().label());
      live.merge(site, group.threads(), Integer::sum);
    }
    List<Map.Entry<String, Integer>> most = new ArrayList<>(live.entrySet());
    most.sort(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()));
    text.append("\nLive threads now, by the line that started them: ")
        .append(profile.threads())
        .append(" of ")
        .append(live.size())
        .append(" sites\n");
    text.append(
        most.stream()
            .limit(MOST_LINES)
            .map(entry -> "%8d  %s%n".formatted(entry.getValue(), entry.getKey()))
            .collect(Collectors.joining()));
  }

  /** On one line: a thread's name may hold anything. */
  private static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
