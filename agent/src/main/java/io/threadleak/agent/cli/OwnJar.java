package io.threadleak.agent.cli;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;

/** The jar this command runs from, which is the agent too. */
final class OwnJar {

  private OwnJar() {}

  /**
   * Its absolute path.
   *
   * @throws CommandException if this does not run from a jar
   */
  static Path path() throws CommandException {
    CodeSource source = OwnJar.class.getProtectionDomain().getCodeSource();
    try {
      if (source != null) {
        Path path = Path.of(source.getLocation().toURI());
        if (Files.isRegularFile(path)) {
          return path.toAbsolutePath();
        }
      }
    } catch (URISyntaxException | IllegalArgumentException notAFile) {
      // Refused below.
    }
    throw new CommandException("this command is not run from threadleak.jar: use java -jar");
  }
}
