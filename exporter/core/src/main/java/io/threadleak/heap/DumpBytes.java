package io.threadleak.heap;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;

/**
 * The bytes of a dump, mapped into memory. Positions are not checked against the file's end by any
 * rule of the format: that is for those who read a record first.
 */
final class DumpBytes {

  /** Chunks of 1 GB; a buffer holds less than two. */
  static final int CHUNK_BITS = 30;

  /** How far each chunk reaches into the next, so that no number is ever split. */
  private static final int OVERLAP = 64;

  private final String name;
  private final long size;
  private final MappedByteBuffer[] chunks;
  private final int chunkBits;
  private final int inChunk;
  private int idSize = Long.BYTES;

  /** Maps a file, in chunks of two to the power of that many bytes. */
  DumpBytes(FileChannel channel, String name, int chunkBits) throws IOException {
    this.name = name;
    this.size = channel.size();
    this.chunkBits = chunkBits;
    this.inChunk = (1 << chunkBits) - 1;
    chunks = new MappedByteBuffer[(int) ((size + inChunk) >>> chunkBits)];
    for (int i = 0; i < chunks.length; i++) {
      long from = (long) i << chunkBits;
      long length = Math.min(size - from, (1L << chunkBits) + OVERLAP);
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
    return chunks[(int) (position >>> chunkBits)].get((int) position & inChunk) & 0xFF;
  }

  int u2(long position) {
    return chunks[(int) (position >>> chunkBits)].getShort((int) position & inChunk) & 0xFFFF;
  }

  int i4(long position) {
    return chunks[(int) (position >>> chunkBits)].getInt((int) position & inChunk);
  }

  long u4(long position) {
    return i4(position) & 0xFFFF_FFFFL;
  }

  long i8(long position) {
    return chunks[(int) (position >>> chunkBits)].getLong((int) position & inChunk);
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
      int begin = (int) from & inChunk;
      int part = Math.min(length - done, inChunk + 1 - begin);
      chunks[(int) (from >>> chunkBits)].get(begin, bytes, done, part);
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
