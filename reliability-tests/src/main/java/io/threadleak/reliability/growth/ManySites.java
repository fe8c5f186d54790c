package io.threadleak.reliability.growth;

import com.acme.shop.site.Site00000;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Creation sites as many as asked for: copies of one class under other names, each with a class
 * loader of its own. The first are kept, as those of an application are; all others come and go, as
 * those of generated classes do.
 */
final class ManySites {

  /** How many there can be. */
  static final int SITES = 1_500;

  /** How many of them are kept. */
  static final int KEPT = 50;

  private static final String TEMPLATE = "Site00000";

  private final String template;
  private final Map<Integer, BiConsumer<Thread, Consumer<Thread>>> kept = new HashMap<>();

  ManySites() throws IOException {
    try (InputStream in = Site00000.class.getResourceAsStream(TEMPLATE + ".class")) {
      template = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  /** Hands a thread to a starter from the site of a number, 0 to {@link #SITES} - 1. */
  void start(int number, Thread thread, Consumer<Thread> starter)
      throws ReflectiveOperationException {
    BiConsumer<Thread, Consumer<Thread>> site = kept.get(number);
    if (site == null) {
      site = copy("%s%05d".formatted(TEMPLATE.substring(0, 4), number + 1));
      if (number < KEPT) {
        kept.put(number, site);
      }
    }
    site.accept(thread, starter);
  }

  @SuppressWarnings("unchecked") // a copy of Site00000, whose type is known only here
  private BiConsumer<Thread, Consumer<Thread>> copy(String name)
      throws ReflectiveOperationException {
    byte[] code = template.replace(TEMPLATE, name).getBytes(StandardCharsets.ISO_8859_1);
    Class<?> copied = new OneClass(code).loadClass("com.acme.shop.site." + name);
    return (BiConsumer<Thread, Consumer<Thread>>) copied.getConstructor().newInstance();
  }

  /** The loader of one class. */
  private static final class OneClass extends ClassLoader {

    private final byte[] code;

    OneClass(byte[] code) {
      super(OneClass.class.getClassLoader());
      this.code = code;
    }

    @Override
    protected Class<?> findClass(String name) {
      return defineClass(name, code, 0, code.length);
    }
  }
}
