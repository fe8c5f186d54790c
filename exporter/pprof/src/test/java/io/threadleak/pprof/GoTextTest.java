package io.threadleak.pprof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class GoTextTest {

  @Test
  void quoted_anyText_isALiteralOfGo() {
    assertThat(GoText.quoted("a \"b\" \\ \n\t\u0000\u0007\u000b näme 線"))
        .isEqualTo("\"a \\\"b\\\" \\\\ \\n\\t\\x00\\a\\v näme 線\"");
    assertThat(GoText.quoted("\u00a0\u2028\u202e\ue000"))
        .isEqualTo("\"\\u00a0\\u2028\\u202e\\ue000\"");
    assertThat(GoText.quoted("\ud83d\ude00\udb80\udc00")).isEqualTo("\"\ud83d\ude00\\U000f0000\"");
  }

  @Test
  void headerLabels_whatNeedsNoQuotes_hasNone() {
    assertThat(
            GoText.headerLabels(new TreeMap<>(Map.of("a", "order-1", "b", "two words", "c", ""))))
        .isEqualTo("{a: order-1, b: \"two words\", c: \"\"}");
  }
}
