package io.threadleak.agent.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** What is in the jar, and what is not. */
class JarIT {

  @Test
  void jar_everyEntry_isOursOrMetaInformation() throws IOException {
    try (JarFile jar = new JarFile(ChildJvm.JAR.toFile())) {
      List<String> foreign =
          jar.stream()
              .map(entry -> entry.getName())
              .filter(name -> !name.startsWith("io/threadleak/") && !name.startsWith("META-INF/"))
              .filter(name -> !name.equals("io/"))
              .toList();

      assertThat(foreign).isEmpty();
    }
  }

  @Test
  void jar_ownPackages_areAgentBootAndDemoAlone() throws IOException {
    try (JarFile jar = new JarFile(ChildJvm.JAR.toFile())) {
      List<String> packages =
          jar.stream()
              .map(entry -> entry.getName().split("/"))
              .filter(parts -> parts.length > 2 && parts[1].equals("threadleak"))
              .map(parts -> parts[2])
              .distinct()
              .toList();

      assertThat(packages).containsExactlyInAnyOrder("agent", "boot", "demo");
    }
  }

  @Test
  void jar_serviceFiles_nameRelocatedServices() throws IOException {
    try (JarFile jar = new JarFile(ChildJvm.JAR.toFile())) {
      List<String> services =
          jar.stream()
              .map(entry -> entry.getName())
              .filter(name -> name.startsWith("META-INF/services/") && !name.endsWith("/"))
              .toList();

      assertThat(services)
          .isNotEmpty()
          .allMatch(name -> name.startsWith("META-INF/services/io.threadleak.agent.shaded."));
    }
  }

  @Test
  void jar_licences_areKept() throws IOException {
    try (JarFile jar = new JarFile(ChildJvm.JAR.toFile())) {
      for (String name :
          List.of(
              "LICENSE",
              "NOTICE",
              "LICENSE.txt",
              "licenses/ASM",
              "licenses/protobuf",
              "licenses/preact")) {
        assertThat(jar.getEntry("META-INF/" + name)).as(name).isNotNull();
      }
    }
  }

  @Test
  void manifest_namesAgentAndCommand() throws IOException {
    try (JarFile jar = new JarFile(ChildJvm.JAR.toFile())) {
      Attributes attributes = jar.getManifest().getMainAttributes();

      assertThat(attributes.getValue("Premain-Class")).isEqualTo("io.threadleak.agent.Agent");
      assertThat(attributes.getValue("Agent-Class")).isEqualTo("io.threadleak.agent.Agent");
      assertThat(attributes.getValue("Main-Class")).isEqualTo("io.threadleak.agent.cli.Main");
      assertThat(attributes.getValue("Can-Retransform-Classes")).isEqualTo("true");
      assertThat(attributes.getValue("Implementation-Version")).isNotBlank();
      assertThat(attributes.getValue("Multi-Release")).isNull();
    }
  }
}
