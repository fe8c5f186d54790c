package io.threadleak;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The floors inside core: each package sees those named beside it, the JDK, and nothing else. */
final class FloorsTest {

  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.threadleak");

  @ParameterizedTest
  @CsvSource({
    "model, java",
    "attribution, java jdk.jfr io.threadleak.model",
    "shutdown, java io.threadleak.model io.threadleak.attribution",
    "scheduling, java jdk.jfr io.threadleak.model io.threadleak.attribution",
    "sampling, java javax.management io.threadleak.model io.threadleak.attribution",
    "analysis, java io.threadleak.model",
    "limits, java com.sun.management",
    "heap, java",
    "proof, java io.threadleak.model io.threadleak.heap",
    "proving, java javax.management com.sun.management io.threadleak.model io.threadleak.attribution"
        + " io.threadleak.heap io.threadleak.proof",
    "oracle, java com.sun.management io.threadleak.model io.threadleak.attribution"
        + " io.threadleak.sampling",
    "exposition, java io.threadleak.model"
  })
  void floor_anyClass_seesOnlyTheFloorsBelow(String floor, String seen) {
    String own = "io.threadleak." + floor + "..";
    String[] allowed =
        Stream.concat(
                Stream.of(own, "org.jspecify.annotations"),
                Arrays.stream(seen.split(" ")).map(name -> name + ".."))
            .toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage(own)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed)
        .allowEmptyShould(floor.equals("proving"))
        .check(CORE);
  }

  @Test
  void packages_amongThemselves_haveNoCycle() {
    slices().matching("io.threadleak.(*)..").should().beFreeOfCycles().check(CORE);
  }

  @Test
  void core_anyClass_needsTheJdkAlone() {
    classes()
        .that()
        .resideInAPackage("io.threadleak..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "javax.management..",
            "jdk.jfr..",
            "com.sun.management..",
            "org.jspecify.annotations",
            "io.threadleak..")
        .check(CORE);
  }
}
