package io.threadleak.endtoend.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What Maven Central asks of POMs, and which modules the bill of materials has. */
final class PomsTest {

  private static final List<String> OWNERS = List.of("owner.name", "owner.url", "owner.repository");

  @TestFactory
  Stream<DynamicTest> shippingModule_itsPom_saysWhatItIs() throws Exception {
    return Pom.shipping().stream()
        .map(
            pom ->
                DynamicTest.dynamicTest(
                    pom.artifact(),
                    () -> {
                      assertThat(pom.text("/project/name")).startsWith("threadleak");
                      assertThat(pom.text("/project/description")).endsWith(".");
                    }));
  }

  /** What modules inherit, and the bill of materials, which has no parent. */
  @TestFactory
  Stream<DynamicTest> pomWithoutParent_whatCentralAsksFor_isThere() throws Exception {
    return Stream.of(Pom.of(""), Pom.of("bom"))
        .map(
            pom ->
                DynamicTest.dynamicTest(
                    pom.artifact(),
                    () -> {
                      assertThat(pom.text("/project/url")).isEqualTo("${owner.url}");
                      assertThat(pom.text("//license/name")).isEqualTo("Apache-2.0");
                      assertThat(pom.text("//developer/name")).isEqualTo("${owner.name}");
                      assertThat(pom.text("//scm/url")).isEqualTo("${owner.repository}");
                      assertThat(pom.text("//scm/connection"))
                          .isEqualTo("scm:git:${owner.repository}");
                    }));
  }

  @Test
  void owner_inParentAndBillOfMaterials_isTheSame() throws Exception {
    Pom parent = Pom.of("");
    Pom bom = Pom.of("bom");
    assertThat(OWNERS)
        .allSatisfy(
            owner -> {
              String path = "/project/properties/" + owner;
              assertThat(parent.texts(path)).as(owner).hasSize(1).isEqualTo(bom.texts(path));
            });
  }

  @Test
  void billOfMaterials_itsModules_areThoseThatShip() throws Exception {
    List<String> shipping =
        Pom.shipping().stream()
            .map(Pom::artifact)
            .filter(artifact -> !artifact.matches("threadleak-(parent|bom)"))
            .toList();

    assertThat(shipping).hasSizeGreaterThan(8);
    assertThat(Pom.of("bom").texts("//dependency/artifactId"))
        .containsExactlyInAnyOrderElementsOf(shipping);
    assertThat(Pom.of("bom").texts("//dependency/type")).isEmpty();
  }
}
