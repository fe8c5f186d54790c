package io.threadleak.agent.options;

import io.threadleak.evidence.Trigger;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether, when and where bundles of evidence are kept, and how many of them.
 *
 * @param directory empty for none
 * @param triggers what is worth a bundle, beside what somebody asks for
 * @param limitShare of their limit at which live threads are, above 0 to 1
 * @param cooldown between two of the same trigger, 1 s to 30 days
 * @param signals of which the first that is free asks for a bundle; empty for none
 * @param bundles kept at most, 1 to 1,000
 * @param totalBytes all of them together, 1 MiB to 1 TiB
 */
public record EvidenceChoice(
    String directory,
    Set<Trigger> triggers,
    double limitShare,
    Duration cooldown,
    List<String> signals,
    int bundles,
    long totalBytes) {

  /** What is always followed, since somebody asks for it. */
  private static final Set<Trigger> ASKED = EnumSet.of(Trigger.SIGNAL, Trigger.REQUEST);

  /** What people send, and what HotSpot on Linux leaves them. */
  private static final List<String> USUAL = List.of("USR2", "USR1");

  /** Copies the set and the list. */
  public EvidenceChoice {
    signals = List.copyOf(signals);
    triggers = Set.copyOf(triggers);
  }

  /** Whether evidence is kept at all. */
  public boolean isOn() {
    return !directory.isEmpty();
  }

  static @Nullable String directory(String text) {
    return RecordingChoice.directory(text);
  }

  static @Nullable Set<Trigger> triggers(String text) {
    Set<Trigger> triggers = EnumSet.copyOf(ASKED);
    for (String label : text.split("[;:]", -1)) {
      Trigger trigger = Trigger.ofLabel(label.strip());
      if (trigger == null || ASKED.contains(trigger)) {
        return null;
      }
      triggers.add(trigger);
    }
    return triggers;
  }

  static @Nullable Double limitShare(String text) {
    Double share = AgentOptions.share(text);
    return share == null || share == 0 ? null : share;
  }

  static @Nullable Duration cooldown(String text) {
    return Amounts.time(text, Duration.ofSeconds(1), Duration.ofDays(30));
  }

  static @Nullable List<String> signals(String text) {
    return switch (text) {
      case "auto" -> USUAL;
      case "off" -> List.of();
      default -> {
        String name = text.startsWith("SIG") ? text.substring("SIG".length()) : text;
        yield name.matches("[A-Z][A-Z0-9]{1,9}") ? List.of(name) : null;
      }
    };
  }

  static @Nullable Long totalBytes(String text) {
    return Amounts.bytes(text, 1L << 20, 1L << 40);
  }
}
