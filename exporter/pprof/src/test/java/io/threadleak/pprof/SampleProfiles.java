package io.threadleak.pprof;

import io.threadleak.model.AttributionSource;
import io.threadleak.model.CreationSite;
import io.threadleak.model.ProofReport;
import io.threadleak.model.ProofTier;
import io.threadleak.model.ProvenGroup;
import io.threadleak.model.SampleReports;
import io.threadleak.model.ThreadKind;
import io.threadleak.model.ThreadProfile;
import io.threadleak.model.ThreadProfile.Group;
import io.threadleak.model.ThreadProfile.Member;
import io.threadleak.model.ThreadProfile.SiteStarts;
import java.time.Instant;
import java.util.List;

/** Profiles and proofs made up for tests. */
final class SampleProfiles {

  static final Instant TIME = SampleReports.TIME;

  static final CreationSite ORDERS =
      new CreationSite(
          "1a2b3c4d",
          "com.acme.OrderHandler.handle(OrderHandler.java:42)",
          ThreadKind.PLATFORM,
          AttributionSource.AGENT,
          List.of(
              new StackTraceElement("com.acme.OrderHandler", "handle", "OrderHandler.java", 42),
              new StackTraceElement("com.acme.Controller", "serve", "Controller.java", 7)),
          "com.acme.Controller.serve(Controller.java:7)",
          null,
          null);

  static final CreationSite PUSH =
      new CreationSite(
          "d00fdab0",
          "com.acme.Push.send(Push.java:7)",
          ThreadKind.VIRTUAL,
          AttributionSource.AGENT,
          List.of(),
          null,
          null,
          null);

  static final CreationSite NAMED =
      new CreationSite(
          "5eed5eed",
          SampleReports.HOSTILE_LABEL,
          ThreadKind.PLATFORM,
          AttributionSource.NAME,
          List.of(),
          null,
          null,
          null);

  static final List<StackTraceElement> WAITING =
      List.of(
          new StackTraceElement(
              "java.util.concurrent.locks.LockSupport", "park", "LockSupport.java", 341),
          new StackTraceElement("com.acme.OrderTask", "lambda$run$0", "OrderTask.java", 19));

  private SampleProfiles() {}

  /** Three waiting threads of a line, a running one with a hostile name, scaled virtual ones. */
  static ThreadProfile threads() {
    List<StackTraceElement> running =
        List.of(new StackTraceElement("com.acme.Native", "poll", null, -2));
    return new ThreadProfile(
        TIME,
        List.of(
            new Group(
                PUSH,
                null,
                Thread.State.WAITING,
                WAITING,
                1_000,
                500,
                true,
                List.of(new Member(90, "", null)),
                null),
            new Group(
                ORDERS,
                "GET /orders/{id}",
                Thread.State.WAITING,
                WAITING,
                3,
                3,
                false,
                List.of(
                    new Member(41, "order-1", 185.0),
                    new Member(42, "order-2", 20.5),
                    new Member(43, "order 3", null)),
                185.0),
            new Group(
                NAMED,
                null,
                Thread.State.RUNNABLE,
                running,
                1,
                1,
                false,
                List.of(new Member(7, SampleReports.HOSTILE_LABEL, null)),
                null)),
        0,
        List.of(new SiteStarts(ORDERS, 10, 7), new SiteStarts(PUSH, 0, 0)),
        List.of("A note."));
  }

  /** One group of each tier. */
  static ProofReport proof() {
    return new ProofReport(
        TIME,
        ProofReport.Engine.HEAP_DUMP,
        2.5,
        0.7,
        120,
        10,
        1,
        List.of(
            group(ProofTier.PROVED, 2, List.of(41L, 42L), List.of(), 4_096L),
            group(ProofTier.STUCK, 1, List.of(43L), List.of("com.acme.Pool.ALL", "Thread"), null),
            group(ProofTier.PROBABLE, 5, List.of(7L), List.of("weak"), 1L)),
        0,
        List.of("Nothing hides in compiled code."),
        List.of("Virtual threads."));
  }

  private static ProvenGroup group(
      ProofTier tier, int threads, List<Long> ids, List<String> heldBy, Long retained) {
    return new ProvenGroup(
        tier,
        ORDERS,
        threads,
        ids,
        List.of("order-1"),
        WAITING,
        "a java.util.concurrent.SynchronousQueue",
        "It waits on a SynchronousQueue that only this thread still holds.",
        heldBy,
        retained,
        TIME.minusSeconds(185));
  }
}
