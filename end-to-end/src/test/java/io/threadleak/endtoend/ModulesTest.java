package io.threadleak.endtoend;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The floors across modules: adapters stand beside each other on the core and know no other. */
final class ModulesTest {

  private static final List<String> ADAPTERS =
      List.of(
          "json", "micrometer", "prometheus", "simpleclient", "pprof", "http", "evidence", "junit");

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("end-to-end"))
          .importPackages("io.threadleak");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "json",
        "micrometer",
        "prometheus",
        "simpleclient",
        "pprof",
        "http",
        "evidence",
        "junit"
      })
  void adapter_anyClass_knowsNoOtherAdapter(String adapter) {
    String[] others =
        Stream.concat(ADAPTERS.stream(), Stream.of("demo", "agent", "spring"))
            .filter(name -> !name.equals(adapter))
            .map(name -> "io.threadleak." + name + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage("io.threadleak." + adapter + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .check(ALL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "json",
        "micrometer",
        "prometheus",
        "simpleclient",
        "pprof",
        "http",
        "evidence",
        "junit"
      })
  void adapter_anyClass_seesOfCoreOnlyReportsAndTheMonitor(String adapter) {
    noClasses()
        .that()
        .resideInAPackage("io.threadleak." + adapter + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.threadleak.sampling..", "io.threadleak.analysis..", "io.threadleak.proof..")
        .check(ALL);
  }

  @Test
  void core_anyClass_knowsNothingAboveIt() {
    String[] above =
        Stream.concat(ADAPTERS.stream(), Stream.of("demo", "agent", "spring"))
            .map(name -> "io.threadleak." + name + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.threadleak",
            "io.threadleak.model..",
            "io.threadleak.attribution..",
            "io.threadleak.sampling..",
            "io.threadleak.analysis..",
            "io.threadleak.exposition..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(above)
        .check(ALL);
  }

  @Test
  void springBootStarter_anyClass_standsOnAdaptersAndServesNothingItself() {
    noClasses()
        .that()
        .resideInAPackage("io.threadleak.spring")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.threadleak.http..",
            "io.threadleak.prometheus..",
            "io.threadleak.simpleclient..",
            "io.threadleak.agent..",
            "io.threadleak.demo..",
            "io.threadleak.analysis..",
            "io.threadleak.proof..")
        .check(ALL);
    assertThat(ALL.containPackage("io.threadleak.spring")).isTrue();
  }

  @Test
  void page_anyClass_standsOnTheJdkAlone() {
    classes()
        .that()
        .resideInAPackage("io.threadleak.page..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", "io.threadleak.page..")
        .check(ALL);
  }

  @Test
  void demo_anyClass_knowsNothingOfThreadleak() {
    classes()
        .that()
        .resideInAPackage("io.threadleak.demo..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..", "com.sun.net.httpserver..", "org.jspecify..", "io.threadleak.demo..")
        .check(ALL);
  }
}
