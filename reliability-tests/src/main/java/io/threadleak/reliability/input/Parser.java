package io.threadleak.reliability.input;

import java.io.IOException;
import java.util.List;

/** Something of ours that reads what others wrote. Used by one thread. */
interface Parser extends AutoCloseable {

  /** What it reads. */
  String kind();

  /** Some that it takes. */
  List<String> good();

  /** What means something in them. */
  List<String> words();

  /**
   * Reads.
   *
   * @return what came of it, as a kind: {@code taken} or {@code refused}
   * @throws Throwable what is not handled
   */
  String read(byte[] input) throws Throwable;

  @Override
  default void close() throws IOException {}
}
