package io.threadleak.reliability.fault;

import io.threadleak.reliability.host.HostJvm;
import io.threadleak.reliability.host.Load;
import io.threadleak.reliability.host.Place;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A host under load, and where to look at us in it. */
record Stage(HostJvm host, Load load, Place place) {

  private static final Pattern ROUNDS = Pattern.compile("\"rounds\":(\\d+)");
  private static final Pattern FAILURES = Pattern.compile("\"sampleFailures\":(\\d+)");

  /** Our report, as JSON. */
  String report() throws IOException, InterruptedException {
    return HostJvm.get(host.url() + "/api/v1/report");
  }

  /** Rounds that went well so far. */
  long rounds() throws IOException, InterruptedException {
    return number(ROUNDS, report());
  }

  /** What has failed so far, by our own count. */
  long failures() throws IOException, InterruptedException {
    return number(FAILURES, report());
  }

  /** Waits for so many more rounds that go well. */
  void awaitRounds(int more) throws Exception {
    long until = rounds() + more;
    await("rounds go on: " + until, () -> rounds() >= until);
  }

  /** Waits until our report names a site by these words. */
  void awaitSite(String words) throws Exception {
    await("a site of '" + words + "'", () -> report().contains(words));
  }

  /** Waits for something to hold. */
  void await(String what, Callable<Boolean> holds) throws Exception {
    long deadline = System.nanoTime() + HostJvm.DEADLINE.toNanos();
    while (!holds.call()) {
      require(what + "; warnings " + host.warnings(), System.nanoTime() < deadline);
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  /** Waits for a warning of ours that holds these words; all there is on the matter. */
  String awaitWarning(String words) throws Exception {
    await(
        "a warning of '" + words + "'",
        () -> host.warnings().stream().anyMatch(warning -> warning.contains(words)));
    return "warned";
  }

  /** Fails unless something holds. */
  static void require(String what, boolean holds) {
    if (!holds) {
      throw new IllegalStateException("not so: " + what);
    }
  }

  private static long number(Pattern pattern, String json) {
    Matcher matcher = pattern.matcher(json);
    require(pattern + " in the report", matcher.find());
    return Long.parseLong(matcher.group(1));
  }
}
