package io.threadleak.agent.hook;

import io.threadleak.boot.RequestEvents;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * The classes that hooks call, put on the boot class loader, where every class sees them. They must
 * not be touched before {@link #install}, or the system class loader would give out its own copy.
 */
public final class BootClasses {

  private static final String PACKAGE = "io/threadleak/boot/";

  /** All classes of that package, by simple name. */
  static final List<String> NAMES =
      List.of(
          "ThreadEvents",
          "VirtualThreadEvents",
          "PoolEvents",
          "CurrentScope",
          "CurrentScope$Cells",
          "Supertypes",
          "Getters",
          "OpenScope",
          "NamedScope",
          "TaskEvents",
          "CallEvents",
          "CallEvents$Called",
          "MethodEvents",
          "MethodEvents$Called",
          "RequestName",
          "RequestName$Servlet",
          "RequestName$Exchange",
          "RequestEvents",
          "WorkEvents",
          "PublicCalls");

  /** The end of the name, which the build leaves as it is: the host's copy, not the agent's own. */
  private static final String SCOPES = "threadleak.attribution.Scopes";

  private BootClasses() {}

  /**
   * Appends the classes to the boot loader's search path, by a jar that only its owner may read and
   * that is deleted as soon as they are loaded.
   *
   * @throws HookException if they cannot be put there; the message says why and what cures it
   */
  public static void install(Instrumentation instrumentation) throws HookException {
    try {
      // Owner-only permissions where the file system knows any.
      Path jar = Files.createTempFile("threadleak-boot-", ".jar");
      try {
        write(jar);
        try (JarFile appended = new JarFile(jar.toFile())) {
          instrumentation.appendToBootstrapClassLoaderSearch(appended);
        }
        load();
      } finally {
        delete(jar);
      }
    } catch (IOException | ReflectiveOperationException | RuntimeException | LinkageError e) {
      throw new HookException(
          "classes could not be put on the boot loader (%s); -Djava.io.tmpdir must name a folder"
                  .formatted(e)
              + " that can be written",
          e);
    }
  }

  /** Class loaders that hide all of the boot loader but {@code java.*} exist (OSGi). */
  static boolean areSeenBy(ClassLoader loader) {
    try {
      return Class.forName(RequestEvents.class.getName(), false, loader) == RequestEvents.class;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /**
   * Has each copy of threadleak's library that this JVM runs already share the store of scopes; a
   * copy that is loaded later finds it by itself.
   */
  public static void share(Instrumentation instrumentation) {
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      if (loaded.getName().endsWith(SCOPES)) {
        try {
          loaded.getMethod("share").invoke(null);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError anotherVersion) {
          // Its scopes stay its own.
        }
      }
    }
  }

  private static void write(Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      for (String name : NAMES) {
        String entry = PACKAGE + name + ".class";
        try (InputStream in = BootClasses.class.getClassLoader().getResourceAsStream(entry)) {
          if (in == null) {
            throw new IOException(entry + " is missing in the agent's jar");
          }
          out.putNextEntry(new JarEntry(entry));
          in.transferTo(out);
          out.closeEntry();
        }
      }
    }
  }

  private static void load() throws ReflectiveOperationException {
    for (String name : NAMES) {
      String className = PACKAGE.replace('/', '.') + name;
      Class.forName(className, true, null);
      if (Class.forName(className).getClassLoader() != null) {
        throw new ClassNotFoundException(className + " was loaded elsewhere before");
      }
    }
  }

  private static void delete(Path jar) {
    try {
      Files.deleteIfExists(jar);
    } catch (IOException e) {
      jar.toFile().deleteOnExit(); // Windows holds files that the JVM has open
    }
  }
}
