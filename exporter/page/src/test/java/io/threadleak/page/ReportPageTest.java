package io.threadleak.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReportPageTest {

  private static final Pattern SCRIPT = Pattern.compile("(?s)<script>(.*?)</script>");
  private static final Pattern STYLE = Pattern.compile("(?s)<style>(.*?)</style>");
  private static final Pattern DATA =
      Pattern.compile("(?s)<script type=\"application/json\" id=\"data\">(.*?)</script>");

  @Test
  void live_anyTime_isOneSmallFileThatNamesNoOtherHost() {
    String html = html(ReportPage.live());

    assertThat(ReportPage.live()).hasSizeLessThan(150_000);
    assertThat(html).startsWith("<!DOCTYPE html>").contains("<html lang=\"en\">");
    assertThat(html).doesNotContainPattern("(src|href)=\"?https?:").doesNotContain("@import");
    assertThat(only(DATA, html)).isEmpty();
  }

  @Test
  void live_whatIsBundled_comesWithItsLicence() {
    assertThat(html(ReportPage.live())).contains("preact", "Jason Miller", "WITHOUT WARRANTY");
    assertThat(ReportPage.class.getResource("/META-INF/licenses/preact")).isNotNull();
  }

  @Test
  void contentSecurityPolicy_ofTheServedPage_allowsItsScriptAndStyleAlone() throws Exception {
    String html = html(ReportPage.live());

    assertThat(ReportPage.contentSecurityPolicy())
        .isEqualTo(
            "default-src 'none'; script-src 'sha256-%s'; style-src 'sha256-%s'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            sha256(only(SCRIPT, html)), sha256(only(STYLE, html)));
  }

  @Test
  void standalone_hostileData_endsNoElementAndStaysTheSame() {
    String hostile = "{\"site\":\"</script><!--<script>alert(1)&lt;]]>\"}";

    String data = only(DATA, html(ReportPage.standalone(hostile, hostile)));

    assertThat(data).doesNotContain("<", ">", "&");
    assertThat(data.replace("\\u003c", "<").replace("\\u003e", ">").replace("\\u0026", "&"))
        .isEqualTo("{\"report\":%s,\"history\":%s}", hostile, hostile);
  }

  @Test
  void standalone_anyData_isTheLivePageBesides() {
    String live = html(ReportPage.live());
    String standalone = html(ReportPage.standalone("{}", null));

    assertThat(standalone.replace("{\"report\":{},\"history\":null}", "")).isEqualTo(live);
  }

  private static String html(byte[] page) {
    return new String(page, UTF_8);
  }

  /** What the one element holds. */
  private static String only(Pattern element, String html) {
    Matcher matcher = element.matcher(html);
    assertThat(matcher.find()).as(element.pattern()).isTrue();
    String text = matcher.group(1);
    assertThat(matcher.find()).as("a second " + element.pattern()).isFalse();
    return text;
  }

  private static String sha256(String text) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    return Base64.getEncoder().encodeToString(digest);
  }
}
