package io.threadleak.json;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;

/** A disk that takes so many more bytes and no more; what it has, it keeps. For one thread. */
final class FailingDisk implements RecordingDirectory.Opening {

  long room = Long.MAX_VALUE;
  boolean readOnly;
  boolean refusesToTruncate;

  @Override
  public SeekableByteChannel open(Path path, FileAttribute<?>... attributes) throws IOException {
    if (readOnly) {
      throw new AccessDeniedException(path.toString());
    }
    return new Limited(RecordingDirectory.create(path, attributes));
  }

  private final class Limited implements SeekableByteChannel {

    private final SeekableByteChannel file;

    Limited(SeekableByteChannel file) {
      this.file = file;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      int taken = (int) Math.min(room, bytes.remaining());
      if (taken == 0) {
        throw new IOException("No space left on device");
      }
      ByteBuffer part = bytes.slice(bytes.position(), taken);
      int written = file.write(part);
      bytes.position(bytes.position() + written);
      room -= written;
      return written;
    }

    @Override
    public SeekableByteChannel truncate(long size) throws IOException {
      if (refusesToTruncate) {
        throw new IOException("Input/output error");
      }
      room += file.size() - size;
      file.truncate(size);
      return this;
    }

    @Override
    public int read(ByteBuffer bytes) throws IOException {
      return file.read(bytes);
    }

    @Override
    public long position() throws IOException {
      return file.position();
    }

    @Override
    public SeekableByteChannel position(long position) throws IOException {
      file.position(position);
      return this;
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public boolean isOpen() {
      return file.isOpen();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
