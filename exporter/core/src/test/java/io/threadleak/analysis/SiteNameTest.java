package io.threadleak.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Labels of sites as sentences have them. */
final class SiteNameTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          com.acme.OrderHandler.handle(OrderHandler.java:42) | started at OrderHandler.handle:42
          com.acme.Shop$Cart.<init>(Shop.java:7)             | started at Shop$Cart.<init>:7
          Main.main(Main.java:1)                             | started at Main.main:1
          com.acme.Native.run(Native Method)                 | started at Native.run
          com.acme.Stripped.run(Unknown Source)              | started at Stripped.run
          com.acme.NoLine.run(NoLine.java)                   | started at NoLine.run
          com.acme.A.run(A.java:7) [0ddba115]                | started at A.run:7 [0ddba115]
          com.acme.A.run(A.java:7) [0DDBA115]                | of com.acme.A.run(A.java:7) [0DDBA115]
          pool-# [0ddba115]                                  | of pool-# [0ddba115]
          pool-#-thread-#                                    | of pool-#-thread-#
          worker-# (com.acme.Job)                            | of worker-# (com.acme.Job)
          (                                                  | of (
          ()                                                 | of ()
          x()                                                | of x()
          .x()                                               | started at .x
          a.b(:)                                             | started at a.b
          a.b(:7)                                            | started at a.b:7
          a.b(7)                                             | started at a.b
          """)
  void which_anyLabel_isShort(String label, String which) {
    assertThat(SiteName.of(label).which()).isEqualTo(which);
  }

  @Test
  void of_emptyLabel_isEmpty() {
    assertThat(SiteName.of("")).hasToString("");
  }

  @Test
  void of_hostileLabel_isOneBoundedLine() {
    String hostile = "\u001b[2J\r\n\u202e\ud83d\u2028" + "x".repeat(10_000);
    assertThat(SiteName.of(hostile).toString())
        .startsWith("?[2J?????xxx")
        .endsWith("x…")
        .hasSize(80);
  }

  @Test
  void of_labelLongerThanItMayBe_isCutBetweenCodePoints() {
    assertThat(SiteName.of("x".repeat(78) + "\uD83E\uDDF5".repeat(2)).toString())
        .isEqualTo("x".repeat(78) + "…");
    assertThat(SiteName.of("x".repeat(80)).toString()).isEqualTo("x".repeat(80));
  }
}
