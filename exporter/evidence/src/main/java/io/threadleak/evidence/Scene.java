package io.threadleak.evidence;

import io.threadleak.exposition.ThreadProfiles;
import io.threadleak.model.LeakReport;
import io.threadleak.model.ThreadProfile;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What every part of one bundle looks at: why it is written, and one view of the threads. */
public final class Scene {

  private final Firing firing;
  private final LeakReport report;
  private final ThreadProfiles profiles;
  private @Nullable ThreadProfile profile;

  Scene(Firing firing, LeakReport report, ThreadProfiles profiles) {
    this.firing = firing;
    this.report = report;
    this.profiles = profiles;
  }

  /** What made the bundle worth keeping. */
  public Trigger trigger() {
    return firing.trigger();
  }

  /** Why, in one sentence. */
  public String reason() {
    return firing.reason();
  }

  /** The values that led to it, and what they were held against; numbers and texts. */
  public Map<String, Object> values() {
    return firing.values();
  }

  /** When it was noticed, by the wall clock. */
  public Instant time() {
    return firing.time();
  }

  /** The latest report; at most an interval old. */
  public LeakReport report() {
    return report;
  }

  /**
   * All live threads by stack, looked at for this bundle, once for all of its parts.
   *
   * @throws IllegalStateException if nobody looks at threads any more
   */
  public ThreadProfile profile() throws InterruptedException {
    ThreadProfile known = profile;
    if (known == null) {
      known = profiles.profile();
      profile = known;
    }
    return known;
  }
}
