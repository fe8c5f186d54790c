package io.threadleak.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The page for people: one HTML file with style and script inside, which asks for nothing but the
 * data it shows. Built from {@code src/main/web}; {@code docs/page.md} says what is on it.
 * Thread-safe.
 */
public final class ReportPage {

  /** Where data goes; the build sees to it that there is one such place. */
  private static final String DATA_START = "<script type=\"application/json\" id=\"data\">";

  private static final String POLICY_START =
      "<meta http-equiv=\"Content-Security-Policy\" content=\"";

  private ReportPage() {}

  /**
   * The page to be served at {@code /}: it asks for {@code api/v1/report} and the like, by
   * addresses relative to its own.
   *
   * @return HTML in UTF-8; the caller's to change
   */
  public static byte[] live() {
    return Loaded.HTML.getBytes(UTF_8);
  }

  /**
   * The page with its data inside, for a file that is opened without a server.
   *
   * @param report what {@code api/v1/report} answers. Whatever its strings hold, it ends no element
   *     and is never run; and so for the other.
   * @param history what {@code api/v1/history} answers; null where there is none
   * @return HTML in UTF-8; the caller's to change
   */
  public static byte[] standalone(String report, @Nullable String history) {
    String data = "{\"report\":" + report + ",\"history\":" + history + "}";
    int at = Loaded.HTML.indexOf(DATA_START) + DATA_START.length();
    return new StringBuilder(Loaded.HTML).insert(at, inScript(data)).toString().getBytes(UTF_8);
  }

  /**
   * The value of the header {@code Content-Security-Policy} to serve {@link #live()} with: just
   * this page's style and script, requests to the page's own origin, no frame around it.
   */
  public static String contentSecurityPolicy() {
    int from = Loaded.HTML.indexOf(POLICY_START) + POLICY_START.length();
    return Loaded.HTML.substring(from, Loaded.HTML.indexOf('"', from)) + "; frame-ancestors 'none'";
  }

  /** The same JSON, since these three stand in strings only, without what HTML looks for. */
  private static String inScript(String json) {
    return json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
  }

  /** Read once, when first asked for. */
  private static final class Loaded {

    private static final String NAME = "page.html";

    static final String HTML = read();

    private static String read() {
      try (InputStream in = ReportPage.class.getResourceAsStream(NAME)) {
        if (in == null) {
          throw new FileNotFoundException(NAME);
        }
        return new String(in.readAllBytes(), UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException("the jar of threadleak-page lacks its page", e);
      }
    }
  }
}
