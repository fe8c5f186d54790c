package io.threadleak.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ApplicationCodeTest {

  private final ApplicationCode shop =
      ApplicationCode.of(List.of(), "com.acme.shop.Main", "file:/srv/shop.jar");

  @ParameterizedTest
  @CsvSource({
    "com.acme.shop.Orders, file:/srv/shop.jar, APPLICATION",
    "com.acme.common.Pool, file:/srv/lib/common.jar, APPLICATION",
    "org.unheard.of.Lib, file:/srv/lib/unheard.jar, LIBRARY",
    "org.unheard.of.Lib, file:/srv/shop.jar, APPLICATION",
    "io.netty.util.Thing, file:/srv/shop.jar, LIBRARY",
    "net.other.App, file:/srv/target/classes/, APPLICATION",
    "App, file:/srv/App.java, APPLICATION",
    "net.other.App, jar:nested:/srv/app.jar/!BOOT-INF/classes/!/, APPLICATION",
    "net.other.Lib, jar:nested:/srv/app.jar/!BOOT-INF/lib/other.jar!/, LIBRARY",
    "net.other.App, jar:file:/srv/app.jar!/BOOT-INF/classes!/, APPLICATION",
    "net.other.Lib, jar:file:/srv/app.jar!/BOOT-INF/lib/other.jar!/, LIBRARY"
  })
  void classify_withoutConfiguration_goesByWhereTheClassIsFrom(
      String name, String location, Origin origin) {
    assertThat(shop.classify(name, location)).isEqualTo(origin);
  }

  @ParameterizedTest
  @CsvSource({
    "com.github.acme.Main, com.github.acme.pool.Pool, APPLICATION",
    "com.github.acme.Main, com.github.benmanes.caffeine.cache.Pacer, LIBRARY",
    "com.github.acme.Main, com.github.unheard.Lib, LIBRARY",
    "io.github.acme.Main, io.github.unheard.Lib, LIBRARY",
    "uk.co.acme.Main, uk.co.acme.shop.Orders, APPLICATION",
    "uk.co.acme.Main, uk.co.unheard.Lib, LIBRARY",
    "com.google.acme.Main, com.google.acme.Orders, APPLICATION",
    "com.google.acme.Main, com.google.common.util.Thing, LIBRARY",
    "acme.Main, acme.Orders, LIBRARY"
  })
  void classify_packageOfTheMainClass_isTheOwnersAlone(String main, String name, Origin origin) {
    ApplicationCode code = ApplicationCode.of(List.of(), main, "file:/srv/shop.jar");
    assertThat(code.classify(name, "file:/srv/lib/other.jar")).isEqualTo(origin);
  }

  @Test
  void classify_configuredPackages_decideAlone() {
    ApplicationCode code =
        ApplicationCode.of(List.of("org.apache.acme"), "com.acme.Main", "file:/a.jar");
    assertThat(code.classify("org.apache.acme.Job", "file:/x.jar")).isEqualTo(Origin.APPLICATION);
    assertThat(code.classify("org.apache.acmeelse.Job", "file:/a.jar")).isEqualTo(Origin.LIBRARY);
    assertThat(code.classify("com.acme.Main", "file:/a.jar")).isEqualTo(Origin.LIBRARY);
  }

  @Test
  void of_realClasses_agreesWhetherGivenTheClassOrItsName() {
    ApplicationCode code = ApplicationCode.of(List.of(), null, null);
    for (Class<?> type :
        List.of(
            Thread.class, ApplicationCodeTest.class, Test.class, org.awaitility.Awaitility.class)) {
      assertThat(code.of(type.getName())).as(type.getName()).isEqualTo(code.of(type));
    }
    assertThat(code.of(ApplicationCodeTest.class)).isEqualTo(Origin.APPLICATION);
    assertThat(code.of(Test.class)).isEqualTo(Origin.LIBRARY);
    assertThat(code.of(Thread.class)).isEqualTo(Origin.JDK);
  }
}
