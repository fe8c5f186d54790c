package io.threadleak.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What {@code docs/http-api.md} says of the server is what the server does. */
class HttpApiDocTest {

  @Test
  void doc_endpointsAndDefaults_areThoseOfTheServer() throws Exception {
    assertThat(Files.readString(Path.of("../../docs/http-api.md")))
        .contains("| `" + Endpoints.METRICS + "` |")
        .contains("| `" + Endpoints.REPORT + "` |")
        .contains("| `" + Endpoints.SITES + "SITE_ID` |")
        .contains("| `" + Endpoints.SITES + "SITE_ID" + StackHandler.SUFFIX + "` |")
        .contains("| `" + Endpoints.HISTORY + "` |")
        .contains("at most " + Endpoints.OUTLINE_SAMPLES + " samples")
        .contains("| `" + Endpoints.HEALTHY + "` |")
        .contains("| `" + Endpoints.READY + "` |")
        .contains("| `" + ProfileHandler.ROOT + "` |")
        .contains("| `/` |")
        .contains("`" + ThreadLeakServer.Builder.DEFAULT_HOST + "`")
        .contains("port " + ThreadLeakServer.Builder.DEFAULT_PORT);
  }
}
