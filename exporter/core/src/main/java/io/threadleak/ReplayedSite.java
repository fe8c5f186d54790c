package io.threadleak;

import io.threadleak.model.RecordedSite;
import io.threadleak.model.SiteVerdict;

/**
 * What a replay says of one creation site.
 *
 * @param name as it was recorded
 * @param last its counts when it was last seen
 * @param verdict what held then, with evidence
 * @param leaks whether it was called leaking when the recording, or a run of the process within it,
 *     came to its end
 */
public record ReplayedSite(String name, RecordedSite last, SiteVerdict verdict, boolean leaks) {}
