package io.threadleak.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.LeakReport;
import io.threadleak.model.SampleReports;
import io.threadleak.model.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class IndexPageTest {

  @Test
  void page_typical_hasTheStateTheLeakTheLinksAndTheVersion() {
    assertThat(IndexPage.of(SampleReports.typical(), true))
        .contains("57 live threads from 3 sites, of which 1 leaks, as of 2026-01-02T03:04:05Z.")
        .contains(
            "<li><a href=\"api/v1/sites/1a2b3c4d\">"
                + "com.acme.OrderHandler.handle(OrderHandler.java:42)</a>: 37 threads were")
        .contains("href=\"metrics\"", "href=\"api/v1/report\"", "href=\"-/ready\"")
        .contains("threadleak 0.1.0 on Java 17.0.15");
  }

  @Test
  void page_anyLink_holdsBehindAPrefix() {
    assertThat(IndexPage.of(SampleReports.typical(), true)).doesNotContain("\"/");
  }

  @Test
  void page_withoutLeaks_saysSo() {
    assertThat(IndexPage.of(SampleReports.hostile(), false))
        .contains("1 sites, of which none leaks");
  }

  @Test
  void page_hostileLabel_isEscaped() {
    LeakReport report = leaking("<script>alert('&\"')</script> näme\n", "<b id=\"x\" onload='y'>");

    assertThat(IndexPage.of(report, false))
        .contains("&lt;script&gt;alert(&#39;&amp;&quot;&#39;)&lt;/script&gt; näme")
        .contains("sites/&lt;b id=&quot;x&quot; onload=&#39;y&#39;&gt;\"")
        .doesNotContain("<script")
        .doesNotContain("<b id");
  }

  @Test
  void page_percentSigns_stayAsTheyAre() {
    assertThat(IndexPage.of(leaking("100%s %n", "0badf00d"), false)).contains("100%s %n");
  }

  private static LeakReport leaking(String label, String id) {
    LeakReport typical = SampleReports.typical();
    return new LeakReport(
        typical.time(),
        typical.interval(),
        List.of(SampleReports.row(id, label, 1, Verdict.LEAKING)),
        typical.other(),
        typical.otherVirtual(),
        0,
        typical.limits(),
        typical.process(),
        typical.work(),
        typical.endpoints(),
        typical.virtualThreads(),
        typical.proof(),
        typical.self());
  }
}
