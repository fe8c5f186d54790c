package io.threadleak.json;

import io.threadleak.model.CreationSite;
import io.threadleak.model.ProofReport;
import io.threadleak.model.ProofReport.Engine;
import io.threadleak.model.ProofTier;
import io.threadleak.model.ProvenGroup;
import io.threadleak.model.ThreadKind;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A proof as JSON shows it. */
record ProofView(
    @Nullable Instant time,
    @Nullable String engine,
    @Nullable Instant platformTime,
    double seconds,
    @Nullable Double pauseSeconds,
    int threads,
    int candidates,
    int moved,
    @Nullable List<GroupView> groups,
    int dropped,
    @Nullable List<String> assumptions,
    @Nullable List<String> blindSpots) {

  static ProofView of(ProofReport proof) {
    return new ProofView(
        proof.time(),
        label(proof.engine()),
        proof.platformTime(),
        proof.seconds(),
        proof.pauseSeconds(),
        proof.threads(),
        proof.candidates(),
        proof.moved(),
        proof.groups().stream().map(GroupView::of).toList(),
        proof.dropped(),
        proof.assumptions(),
        proof.blindSpots());
  }

  ProofReport toReport() {
    Instant looked = Keys.required("proof.time", time);
    Engine by = Keys.constant("proof.engine", engine, Engine.values(), ProofView::label);
    return new ProofReport(
        looked,
        by,
        by == Engine.COLLECTOR ? platformTime : looked,
        seconds,
        pauseSeconds,
        threads,
        candidates,
        moved,
        Keys.required("proof.groups", groups).stream().map(GroupView::toGroup).toList(),
        dropped,
        Keys.required("proof.assumptions", assumptions),
        Keys.required("proof.blindSpots", blindSpots));
  }

  private static String label(Engine engine) {
    return engine.name().toLowerCase(Locale.ROOT);
  }

  /** Threads that stand at the same place for the same reason, as JSON shows them. */
  record GroupView(
      @Nullable String tier,
      @Nullable String siteId,
      @Nullable String site,
      @Nullable String kind,
      @Nullable String source,
      @Nullable String entry,
      @Nullable String startedBy,
      @Nullable String scope,
      @Nullable List<String> siteFrames,
      int threads,
      @Nullable List<Long> threadIds,
      @Nullable List<String> names,
      @Nullable List<String> frames,
      @Nullable String waitsFor,
      @Nullable String why,
      @Nullable List<String> heldBy,
      @Nullable Long retainedBytes,
      @Nullable Instant waitingSince) {

    static GroupView of(ProvenGroup group) {
      CreationSite site = group.site();
      return new GroupView(
          group.tier().label(),
          site.id(),
          site.label(),
          site.kind().label(),
          site.source().label(),
          site.entry(),
          site.startedBy(),
          site.scope(),
          Frames.write(site.frames()),
          group.threads(),
          group.threadIds(),
          group.names(),
          Frames.write(group.frames()),
          group.waitsFor(),
          group.why(),
          group.heldBy(),
          group.retainedBytes(),
          group.waitingSince());
    }

    ProvenGroup toGroup() {
      return new ProvenGroup(
          Keys.constant("proof.groups.tier", tier, ProofTier.values(), ProofTier::label),
          new CreationSite(
              Keys.required("proof.groups.siteId", siteId),
              Keys.required("proof.groups.site", site),
              Keys.constant("proof.groups.kind", kind, ThreadKind.values(), ThreadKind::label),
              SiteView.source(source),
              Frames.read(Keys.required("proof.groups.siteFrames", siteFrames)),
              entry,
              startedBy,
              scope),
          threads,
          Keys.required("proof.groups.threadIds", threadIds),
          Keys.required("proof.groups.names", names),
          Frames.read(Keys.required("proof.groups.frames", frames)),
          Keys.required("proof.groups.waitsFor", waitsFor),
          Keys.required("proof.groups.why", why),
          Keys.required("proof.groups.heldBy", heldBy),
          retainedBytes,
          waitingSince);
    }
  }
}
