package io.threadleak.evidence;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * A trigger that was pulled.
 *
 * @param trigger which
 * @param reason why, in one sentence
 * @param values what led to it, numbers and texts, in their order
 * @param time when, by the wall clock
 * @param done counted down once the bundle is written, or will not be
 */
record Firing(
    Trigger trigger, String reason, Map<String, Object> values, Instant time, CountDownLatch done) {

  Firing(Trigger trigger, String reason, Map<String, ?> values, Instant time) {
    this(
        trigger,
        reason,
        Collections.unmodifiableMap(new LinkedHashMap<>(values)),
        time,
        new CountDownLatch(1));
  }
}
