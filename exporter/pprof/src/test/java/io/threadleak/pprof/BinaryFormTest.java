package io.threadleak.pprof;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.pprof.format.Function;
import io.threadleak.pprof.format.Label;
import io.threadleak.pprof.format.Location;
import io.threadleak.pprof.format.Profile;
import io.threadleak.pprof.format.Sample;
import io.threadleak.pprof.format.ValueType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The protobuf, decoded again: what it holds, and the rules that readers check. */
final class BinaryFormTest {

  @Test
  void profile_ofEachKind_keepsTheRulesOfReaders() throws IOException {
    for (ProfileTable table :
        List.of(
            Tables.threads(SampleProfiles.threads()),
            Tables.creations(SampleProfiles.threads()),
            Tables.leaks(SampleProfiles.proof()))) {
      Profile profile = decoded(table);

      assertThat(profile.getStringTable(0)).isEmpty();
      assertThat(profile.getStringTableList()).doesNotHaveDuplicates();
      assertThat(profile.getSampleList())
          .isNotEmpty()
          .allMatch(sample -> sample.getValueCount() == profile.getSampleTypeCount());
      List<Long> locations = profile.getLocationList().stream().map(Location::getId).toList();
      assertThat(locations).doesNotHaveDuplicates().doesNotContain(0L);
      assertThat(profile.getSampleList())
          .allMatch(sample -> locations.containsAll(sample.getLocationIdList()));
      List<Long> functions = profile.getFunctionList().stream().map(Function::getId).toList();
      assertThat(functions).doesNotHaveDuplicates().doesNotContain(0L);
      assertThat(profile.getLocationList())
          .allMatch(location -> functions.contains(location.getLine(0).getFunctionId()));
    }
  }

  @Test
  void threads_decoded_haveStackRootLabelsAndValues() throws IOException {
    Profile profile = decoded(Tables.threads(SampleProfiles.threads()));

    assertThat(types(profile)).containsExactly("thread/count", "wait/nanoseconds");
    assertThat(type(profile, profile.getPeriodType())).isEqualTo("thread/count");
    assertThat(profile.getPeriod()).isEqualTo(1);
    assertThat(text(profile, profile.getDefaultSampleType())).isEqualTo("thread");
    assertThat(profile.getTimeNanos())
        .isEqualTo(SampleProfiles.TIME.getEpochSecond() * 1_000_000_000);
    assertThat(profile.getDurationNanos()).isZero();
    assertThat(profile.getSample(0).getValueList()).containsExactly(1_000L, 0L);
    assertThat(labels(profile, profile.getSample(0))).containsEntry("stacks", "sampled");
    Sample orders = profile.getSample(1);
    assertThat(orders.getValueList()).containsExactly(3L, 185_000_000_000L);
    assertThat(stack(profile, orders))
        .containsExactly(
            "java.util.concurrent.locks.LockSupport.park"
                + " java/util/concurrent/locks/LockSupport.java:341",
            "com.acme.OrderTask.run com/acme/OrderTask.java:19",
            "created by com.acme.OrderHandler.handle com/acme/OrderHandler.java:42");
    assertThat(labels(profile, orders))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "site_id", "1a2b3c4d",
                "site", "com.acme.OrderHandler.handle(OrderHandler.java:42)",
                "kind", "platform",
                "endpoint", "GET /orders/{id}",
                "state", "waiting",
                "entry", "com.acme.Controller.serve(Controller.java:7)"));
    assertThat(profile.getCommentList())
        .extracting(text -> text(profile, text))
        .containsExactly("A note.");
  }

  @Test
  void creations_decoded_countStartsByCreationStack() throws IOException {
    Profile profile = decoded(Tables.creations(SampleProfiles.threads()));

    assertThat(types(profile)).containsExactly("thread/count", "live/count");
    assertThat(profile.getSampleList()).hasSize(1);
    assertThat(profile.getSample(0).getValueList()).containsExactly(10L, 3L);
    assertThat(stack(profile, profile.getSample(0)))
        .containsExactly(
            "com.acme.OrderHandler.handle com/acme/OrderHandler.java:42",
            "com.acme.Controller.serve com/acme/Controller.java:7",
            "created by com.acme.OrderHandler.handle com/acme/OrderHandler.java:42");
  }

  @Test
  void leaks_decoded_areProvedAndStuckOnesWithTheReason() throws IOException {
    Profile profile = decoded(Tables.leaks(SampleProfiles.proof()));

    assertThat(types(profile))
        .containsExactly("thread/count", "wait/nanoseconds", "retained/bytes");
    assertThat(profile.getSampleList()).hasSize(2);
    assertThat(profile.getSample(0).getValueList()).containsExactly(2L, 185_000_000_000L, 4_096L);
    assertThat(labels(profile, profile.getSample(0)))
        .containsEntry("tier", "proved")
        .containsEntry("waits_for", "a java.util.concurrent.SynchronousQueue")
        .containsEntry("why", "It waits on a SynchronousQueue that only this thread still holds.")
        .doesNotContainKey("held_by");
    assertThat(labels(profile, profile.getSample(1)))
        .containsEntry("tier", "stuck")
        .containsEntry("held_by", "com.acme.Pool.ALL -> Thread");
    assertThat(profile.getCommentList())
        .extracting(text -> text(profile, text))
        .containsExactly(
            "Proof by heap dump of 120 threads, 10 of which waited without a timeout; it took 2.5"
                + " s.",
            "Left out: 5 threads that are probably leaked.",
            "Assumed: Nothing hides in compiled code.",
            "Not seen: Virtual threads.");
  }

  private static Profile decoded(ProfileTable table) throws IOException {
    byte[] zipped = BinaryForm.of(table);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
      return Profile.parseFrom(in);
    }
  }

  private static List<String> types(Profile profile) {
    return profile.getSampleTypeList().stream().map(type -> type(profile, type)).toList();
  }

  private static String type(Profile profile, ValueType type) {
    return text(profile, type.getType()) + "/" + text(profile, type.getUnit());
  }

  private static Map<String, String> labels(Profile profile, Sample sample) {
    return sample.getLabelList().stream()
        .collect(
            Collectors.toMap(
                label -> text(profile, label.getKey()),
                (Label label) -> text(profile, label.getStr()),
                (one, other) -> one,
                TreeMap::new));
  }

  private static List<String> stack(Profile profile, Sample sample) {
    return sample.getLocationIdList().stream().map(id -> frame(profile, id)).toList();
  }

  private static String frame(Profile profile, long id) {
    Location location = profile.getLocation((int) id - 1);
    Function function = profile.getFunction((int) location.getLine(0).getFunctionId() - 1);
    return text(profile, function.getName())
        + " "
        + text(profile, function.getFilename())
        + ":"
        + location.getLine(0).getLine();
  }

  private static String text(Profile profile, long index) {
    return profile.getStringTable((int) index);
  }
}
