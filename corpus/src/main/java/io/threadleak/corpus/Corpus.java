package io.threadleak.corpus;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every program there is. */
final class Corpus {

  private static final List<Program> ALL =
      Stream.of(Family.values()).map(Family::programs).flatMap(List::stream).toList();

  private static final Map<String, Program> BY_CLASS =
      ALL.stream().collect(Collectors.toMap(Corpus::className, Function.identity()));

  private Corpus() {}

  /** All programs that this JVM can run, in the order of the table. */
  static List<Program> programs() {
    int release = Runtime.version().feature();
    return ALL.stream().filter(program -> program.since() <= release).toList();
  }

  /** The program of that name. */
  static Program program(String name) {
    return ALL.stream()
        .filter(program -> program.name().equals(name))
        .findAny()
        .orElseThrow(() -> new IllegalArgumentException("no program '" + name + "'"));
  }

  /** The site at which a thread stands; null where it stands at none. */
  static @Nullable Place placeOf(List<StackTraceElement> stack) {
    for (StackTraceElement frame : stack) {
      Program program = BY_CLASS.get(outermost(frame.getClassName()));
      if (program != null) {
        for (Site site : program.sites()) {
          if (site.method().equals(frame.getMethodName())) {
            return new Place(program, site);
          }
        }
      }
    }
    return null;
  }

  private static String className(Program program) {
    return program.getClass().getName();
  }

  private static String outermost(String className) {
    int nested = className.indexOf('$');
    return nested < 0 ? className : className.substring(0, nested);
  }
}
