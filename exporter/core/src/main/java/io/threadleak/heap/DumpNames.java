package io.threadleak.heap;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;

/** The names in a dump, read when asked for. */
final class DumpNames {

  /** As long as a name in a class file may be. */
  private static final int LONGEST = 0xFFFF;

  private final DumpBytes in;
  private final LongMap positions = new LongMap();

  DumpNames(DumpBytes in) {
    this.in = in;
  }

  /** Takes up a record. */
  void add(long position, long length) {
    long bytes = Math.min(length - in.idSize(), LONGEST);
    positions.put(in.id(position), (position + in.idSize()) << 16 | bytes);
  }

  /** The name of that id, or the given one where there is none. */
  String name(long id, String ifAbsent) {
    long found = positions.get(id, -1);
    if (found < 0) {
      return ifAbsent;
    }
    byte[] text = in.copy(found >>> 16, (int) found & LONGEST);
    return text.length == 0 ? ifAbsent : decoded(text);
  }

  /** From the form of UTF-8 that class files have; any other as far as it can be read. */
  private static String decoded(byte[] text) {
    byte[] length = {(byte) (text.length >>> 8), (byte) text.length};
    try (DataInputStream stream =
        new DataInputStream(
            new SequenceInputStream(
                new ByteArrayInputStream(length), new ByteArrayInputStream(text)))) {
      return stream.readUTF();
    } catch (IOException e) {
      return new String(text, StandardCharsets.UTF_8);
    }
  }
}
