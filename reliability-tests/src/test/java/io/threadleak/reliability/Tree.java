package io.threadleak.reliability;

import io.threadleak.reliability.host.Place;
import java.nio.file.Path;

/** The built source tree that the tests run in. */
public final class Tree {

  private Tree() {}

  /** It, on the JDK of the tests. */
  public static Place place() {
    return Place.ofThisJvm(Path.of("").toAbsolutePath().getParent());
  }
}
