package io.threadleak.http.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadleak.http.config.WebConfigCases.Case;
import io.threadleak.http.config.WebConfigCases.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigTextTest {

  private static final String CURVES =
      "tls_server_config: {cert_file: a.crt, key_file: a.key, curve_preferences: [CurveP384]}\n";

  @TempDir static Path folder;

  @BeforeAll
  static void writeKeys() throws Exception {
    WebConfigCases.writeKeys(folder);
  }

  static Stream<Case> cases() {
    return WebConfigCases.all().stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void file_ofTheTable_isTakenOrRefusedWithTheCure(Case one) throws Exception {
    Path file = WebConfigCases.write(one, folder);

    if (List.of(Verdict.TAKEN, Verdict.NEWER).contains(one.verdict())) {
      assertThatCode(() -> read(file)).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(() -> read(file))
          .isInstanceOf(WebConfigException.class)
          .hasMessageStartingWith(file + ": ")
          .hasMessageContaining(one.message());
    }
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_20, disabledReason = "older JVMs cannot choose: see below")
  void curves_onAJvmThatCanChoose_areTaken() throws Exception {
    Path file = WebConfigCases.write(new Case("c", Verdict.TAKEN, CURVES, ""), folder);

    assertThat(read(file).rules().tls().newEngine()).isNotNull();
  }

  @Test
  @EnabledForJreRange(max = JRE.JAVA_19, disabledReason = "newer JVMs can choose: see above")
  void curves_onAJvmThatCannotChoose_areRefusedWithTheSystemProperty() throws Exception {
    Path file = WebConfigCases.write(new Case("c", Verdict.TAKEN, CURVES, ""), folder);

    assertThatThrownBy(() -> read(file))
        .hasMessageContaining("curve_preferences needs Java 20")
        .hasMessageContaining("-Djdk.tls.namedGroups=secp384r1");
  }

  private static WebConfig read(Path file) throws WebConfigException {
    return WebConfig.read(file, rules -> {}, warning -> {});
  }
}
