package io.threadleak.agent.it;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * An application written in Java 25, compiled by the JDK that the tests run on, once for all that
 * start it: in the JVM that is watched the compiler would take longer than the application.
 */
final class VirtualProgram {

  private static final String PACKAGE = "com.acme.virtual.";
  private static final String PREVIEW = "--enable-preview";

  private static final Map<String, Path> CLASSES = new ConcurrentHashMap<>();

  private VirtualProgram() {}

  /**
   * Starts one.
   *
   * @param options of its JVM; with {@code --enable-preview} its source may use what is a preview
   * @param libraries class path of what it needs, empty for nothing
   */
  static ChildJvm start(List<String> options, String libraries, String name, String... arguments)
      throws IOException {
    boolean preview = options.contains(PREVIEW);
    Path classes = CLASSES.computeIfAbsent(name, any -> compile(name, preview));
    List<String> all = new ArrayList<>(options);
    String path = libraries.isEmpty() ? "" : File.pathSeparator + libraries;
    all.addAll(List.of("-cp", classes + path, PACKAGE + name));
    all.addAll(List.of(arguments));
    return ChildJvm.java(all);
  }

  private static Path compile(String name, boolean preview) {
    try {
      Path classes = Files.createTempDirectory("threadleak-it-classes-");
      URI source = VirtualProgram.class.getResource("/com/acme/virtual/" + name + ".java").toURI();
      List<String> arguments =
          new ArrayList<>(preview ? List.of(PREVIEW, "--release", "25") : List.of());
      arguments.addAll(List.of("-proc:none", "-cp", System.getProperty("java.class.path")));
      arguments.addAll(List.of("-d", classes.toString(), Path.of(source).toString()));
      var said = new ByteArrayOutputStream();
      int exit =
          ToolProvider.getSystemJavaCompiler()
              .run(null, said, said, arguments.toArray(String[]::new));
      try (Stream<Path> all = Files.walk(classes)) {
        all.forEach(file -> file.toFile().deleteOnExit());
      }
      if (exit != 0) {
        throw new AssertionError(said.toString(StandardCharsets.UTF_8));
      }
      return classes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
