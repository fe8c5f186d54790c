package io.threadleak.corpus;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import java.util.Comparator;

/** A site of a program. */
record Place(Program program, Site site) implements Comparable<Place> {

  private static final Comparator<Place> BY_NAME = Comparator.comparing(Place::toString);

  @Override
  public int compareTo(Place other) {
    return BY_NAME.compare(this, other);
  }

  /** {@code ChanRecv.receive}. */
  @Override
  public String toString() {
    return program.name() + '.' + site.method();
  }
}
