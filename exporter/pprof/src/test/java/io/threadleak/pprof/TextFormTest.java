package io.threadleak.pprof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The text at {@code debug=1}, to the letter. */
final class TextFormTest {

  private static final String THREADS =
      """
      thread profile: total 1004
      1000 @ 0x259862cf0155 0x8929efc00013 0x444810090007
      # labels: {"kind":"virtual", "site":"com.acme.Push.send(Push.java:7)", "site_id":"d00fdab0", "stacks":"sampled", "state":"waiting"}
      #\t0x259862cf0155\tjava.util.concurrent.locks.LockSupport.park+0x155\tjava/util/concurrent/locks/LockSupport.java:341
      #\t0x8929efc00013\tcom.acme.OrderTask.run+0x13\t\t\t\tcom/acme/OrderTask.java:19
      #\t0x444810090007\tcreated by com.acme.Push.send+0x7\t\t\tcom/acme/Push.java:7

      3 @ 0x259862cf0155 0x8929efc00013 0x559acfaf002a
      # labels: {"endpoint":"GET /orders/{id}", "entry":"com.acme.Controller.serve(Controller.java:7)", "kind":"platform", "site":"com.acme.OrderHandler.handle(OrderHandler.java:42)", "site_id":"1a2b3c4d", "state":"waiting"}
      #\t0x259862cf0155\tjava.util.concurrent.locks.LockSupport.park+0x155\tjava/util/concurrent/locks/LockSupport.java:341
      #\t0x8929efc00013\tcom.acme.OrderTask.run+0x13\t\t\t\tcom/acme/OrderTask.java:19
      #\t0x559acfaf002a\tcreated by com.acme.OrderHandler.handle+0x2a\t\tcom/acme/OrderHandler.java:42

      1 @ 0x9e2159d60000 0xe5dcc5c00000
      # labels: {"kind":"platform", "site":"pool \\"#\\"\\\\ näme\\n線\\t#", "site_id":"5eed5eed", "state":"runnable"}
      #\t0x9e2159d60000\tcom.acme.Native.poll+0x0\t\t:0
      #\t0xe5dcc5c00000\tcreated by pool "#"\\ näme 線 #+0x0\t:0

      """;

  @Test
  void text_threads_isGoesFormToTheLetter() {
    assertThat(TextForm.of(Tables.threads(SampleProfiles.threads()))).isEqualTo(THREADS);
  }

  @Test
  void text_ofEqualCounts_isSortedByKey() {
    ProfileTable table = Tables.threads(SampleProfiles.threads());
    List<String> keys = table.rows().stream().map(row -> row.count() + GoText.key(row)).toList();

    assertThat(keys.get(0)).startsWith("1000@ 0x");
    assertThat(keys.get(2)).startsWith("1@ 0x");
  }

  @Test
  void address_ofAFunction_isItsHashAndTheLine() {
    ProfileFrame at42 = new ProfileFrame("com.acme.OrderHandler.handle", "OrderHandler.java", 42);
    ProfileFrame at43 = new ProfileFrame("com.acme.OrderHandler.handle", "OrderHandler.java", 43);
    ProfileFrame unknown = new ProfileFrame("com.acme.OrderHandler.handle", "", 0);

    assertThat(at42.address() - unknown.address()).isEqualTo(42);
    assertThat(at43.address() - at42.address()).isEqualTo(1);
    assertThat(unknown.address()).isPositive();
  }

  @Test
  void columns_ofAnyWidth_endAtTabStops() {
    List<ProfileFrame> frames =
        List.of(
            new ProfileFrame("a.b", "F.java", 1), new ProfileFrame("abcdefgh.ijkl", "F.java", 2));
    String text =
        TextForm.of(
            new ProfileTable(
                "thread",
                List.of(ProfileTable.SampleType.THREAD),
                List.of(new ProfileRow(frames, new TreeMap<>(), new long[] {1})),
                SampleProfiles.TIME,
                Duration.ZERO,
                List.of()));

    assertThat(text)
        .contains("\ta.b+0x1\t\t\tF.java:1\n")
        .contains("\tabcdefgh.ijkl+0x2\tF.java:2\n");
  }
}
