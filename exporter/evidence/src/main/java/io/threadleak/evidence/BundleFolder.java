package io.threadleak.evidence;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The folder of a bundle while it is being written. Used by one thread. */
final class BundleFolder implements EvidenceBundle {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path path;
  private final long mostBytes;
  private final List<Written> written = new ArrayList<>();
  private long bytes;

  /** A file that is there. */
  record Written(String name, long bytes) {}

  /**
   * An empty folder.
   *
   * @param mostBytes that all files may take together
   */
  BundleFolder(Path path, long mostBytes) {
    this.path = path;
    this.mostBytes = mostBytes;
  }

  /** The files so far. */
  List<Written> written() {
    return List.copyOf(written);
  }

  @Override
  public void add(String name, Content content) throws Exception {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("no name for a file: " + name);
    }
    Path file = path.resolve(name);
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            EvidenceDirectory.ownersOnly(path, "rw-------"));
    try {
      long size = write(channel, content);
      bytes += size;
      written.add(new Written(name, size));
    } catch (Throwable e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private long write(FileChannel channel, Content content) throws Exception {
    try (Bounded bounded = new Bounded(Channels.newOutputStream(channel), mostBytes - bytes)) {
      OutputStream out = new BufferedOutputStream(bounded, BUFFER_BYTES);
      content.writeTo(out);
      out.flush();
      channel.force(true); // before it gets its name
      return bounded.count;
    }
  }

  /** Refuses what is beyond a bound. */
  private static final class Bounded extends FilterOutputStream {

    private final long most;
    private long count;

    Bounded(OutputStream out, long most) {
      super(out);
      this.most = most;
    }

    @Override
    public void write(int b) throws IOException {
      count(1);
      out.write(b);
    }

    @Override
    public void write(byte[] b, int off, int len) throws IOException {
      count(len);
      out.write(b, off, len);
    }

    private void count(int more) throws IOException {
      if (count + more > most) {
        throw new IOException("the bundle would grow beyond its bound");
      }
      count += more;
    }
  }
}
