package io.threadleak.heap;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;

/**
 * The bytes of a dump, mapped into memory. Positions are not checked against the file's end by any
 * rule of the format: that is for those who read a record first.
 */
final class DumpBytes {

  private static final int CHUNK_BITS = 30;
  private static final int IN_CHUNK = (1 << CHUNK_BITS) - 1;

  /** How far each chunk reaches into the next, so that no number is ever split. */
  private static final int OVERLAP = 64;

  private final String name;
  private final long size;
  private final MappedByteBuffer[] chunks;
  private int idSize = Long.BYTES;

  DumpBytes(FileChannel channel, String name) throws IOException {
    this.name = name;
    this.size = channel.size();
    chunks = new MappedByteBuffer[(int) ((size + IN_CHUNK) >>> CHUNK_BITS)];
    for (int i = 0; i < chunks.length; i++) {
      long from = (long) i << CHUNK_BITS;
      long length = Math.min(size - from, (1L << CHUNK_BITS) + OVERLAP);
      chunks[i] = channel.map(FileChannel.MapMode.READ_ONLY, from, length);
    }
  }

  long size() {
    return size;
  }

  int idSize() {
    return idSize;
  }

  void idSize(int bytes) {
    idSize = bytes;
  }

  int u1(long position) {
    return chunks[(int) (position >>> CHUNK_BITS)].get((int) position & IN_CHUNK) & 0xFF;
  }

  int u2(long position) {
    return chunks[(int) (position >>> CHUNK_BITS)].getShort((int) position & IN_CHUNK) & 0xFFFF;
  }

  int i4(long position) {
    return chunks[(int) (position >>> CHUNK_BITS)].getInt((int) position & IN_CHUNK);
  }

  long u4(long position) {
    return i4(position) & 0xFFFF_FFFFL;
  }

  long i8(long position) {
    return chunks[(int) (position >>> CHUNK_BITS)].getLong((int) position & IN_CHUNK);
  }

  long id(long position) {
    return idSize == Long.BYTES ? i8(position) : u4(position);
  }

  /** Copies bytes out. */
  byte[] copy(long position, int length) {
    byte[] bytes = new byte[length];
    int done = 0;
    while (done < length) {
      long from = position + done;
      int inChunk = (int) from & IN_CHUNK;
      int part = Math.min(length - done, (1 << CHUNK_BITS) - inChunk);
      chunks[(int) (from >>> CHUNK_BITS)].get(inChunk, bytes, done, part);
      done += part;
    }
    return bytes;
  }

  /** What is wrong with the file at a place. */
  HeapDumpException corrupt(long position, String what) {
    return new HeapDumpException(
        name, position, what, "the file is damaged or no heap dump of HotSpot: take a new one");
  }

  /** The file ends too early. */
  HeapDumpException torn(long position, String what) {
    return new HeapDumpException(
        name,
        position,
        what + " goes beyond the end (" + size + " bytes)",
        "the dump was not finished or not copied whole: take a new one, with enough free disk");
  }

  /** What cannot be read, and what to do about it. */
  HeapDumpException refused(long position, String what, String cure) {
    return new HeapDumpException(name, position, what, cure);
  }
}
