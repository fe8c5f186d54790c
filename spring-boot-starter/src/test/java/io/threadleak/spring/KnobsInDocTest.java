package io.threadleak.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of properties in the document, the metadata for editors, and the code are one. */
final class KnobsInDocTest {

  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\|[^|]*\\| [^|]+ \\|$");
  private static final Pattern DESCRIBED =
      Pattern.compile(
          "\"name\": \"threadleak\\.([a-z-]+)\",\\s+\"type\": \"[^\"]+\",\\s+\"description\": \"[^\"]{20,}\"");

  @Test
  void document_table_hasEveryPropertyAndNoOther() throws IOException {
    String document = Files.readString(Path.of("../docs/spring-boot.md"));
    String table = document.substring(document.indexOf("## Properties"));
    assertThat(found(ROW, table)).isEqualTo(properties());
  }

  @Test
  void metadata_everyProperty_isDescribed() throws IOException {
    try (InputStream file =
        getClass().getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
      String metadata =
          new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
      assertThat(found(DESCRIBED, metadata)).containsExactlyInAnyOrderElementsOf(properties());
      assertThat(metadata).contains("management.endpoint.threadleak.access");
      assertThat(metadata).contains("management.health.threadleak.enabled");
    }
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult match) -> match.group(1)).toList();
  }

  private static List<String> properties() {
    return Arrays.stream(ThreadLeakProperties.class.getRecordComponents())
        .map(RecordComponent::getName)
        .map(name -> name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
        .toList();
  }
}
