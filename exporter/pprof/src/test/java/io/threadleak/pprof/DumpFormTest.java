package io.threadleak.pprof;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.ThreadProfile;
import io.threadleak.model.ThreadProfile.Group;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The text at {@code debug=2}, to the letter. */
final class DumpFormTest {

  private static final String STACK =
      """
      java.util.concurrent.locks.LockSupport.park(...)
      \tjava/util/concurrent/locks/LockSupport.java:341 +0x155
      com.acme.OrderTask.run(...)
      \tcom/acme/OrderTask.java:19 +0x13
      """;

  private static final String BY_ORDERS =
      """
      created by com.acme.OrderHandler.handle
      \tcom/acme/OrderHandler.java:42

      """;

  @Test
  void dump_withProof_marksTheLeakedAndTellsMinutes() {
    assertThat(DumpForm.of(SampleProfiles.threads(), SampleProfiles.proof()))
        .isEqualTo(
            "thread 90 [waiting] {name: \"\", kind: virtual, site_id: d00fdab0}:\n"
                + STACK
                + "created by com.acme.Push.send\n\tcom/acme/Push.java:7\n\n"
                + "...999 more threads with this stack elided...\n\n"
                + "thread 41 [waiting (leaked), 3 minutes]"
                + " {name: order-1, kind: platform, site_id: 1a2b3c4d,"
                + " endpoint: \"GET /orders/{id}\"}:\n"
                + STACK
                + BY_ORDERS
                + "thread 42 [waiting (leaked)]"
                + " {name: order-2, kind: platform, site_id: 1a2b3c4d,"
                + " endpoint: \"GET /orders/{id}\"}:\n"
                + STACK
                + BY_ORDERS
                + "thread 43 [waiting (leaked)]"
                + " {name: \"order 3\", kind: platform, site_id: 1a2b3c4d,"
                + " endpoint: \"GET /orders/{id}\"}:\n"
                + STACK
                + BY_ORDERS
                + "thread 7 [runnable] {name: \"pool \\\"#\\\"\\\\ näme\\n線\\t#\","
                + " kind: platform, site_id: 5eed5eed}:\n"
                + "com.acme.Native.poll(...)\n\t:0 +0x0\n"
                + "created by pool \"#\"\\ näme 線 #\n\n");
  }

  @Test
  void dump_withoutProof_marksNothing() {
    assertThat(DumpForm.of(SampleProfiles.threads(), null)).doesNotContain("(leaked)");
  }

  @Test
  void dump_beyondItsLimit_isCutAndSaysByHowMuch() {
    Group group = SampleProfiles.threads().groups().get(1);
    List<Group> many = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      many.add(group);
    }
    String dump =
        DumpForm.of(new ThreadProfile(SampleProfiles.TIME, many, 5, List.of(), List.of()), null);

    assertThat(dump.length()).isBetween(DumpForm.MAX_LENGTH, DumpForm.MAX_LENGTH + 10_000);
    assertThat(dump)
        .containsPattern(
            "\\.\\.\\.\\d+ more threads elided, beyond the limits of a dump\\.\\.\\.\n$");
  }
}
