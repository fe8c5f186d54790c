package io.threadleak.heap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes that an agent has changed, which are told as loaded once for each version. */
class ChangedClassTest {

  private static final int NAME = 0x01;
  private static final int LOADED = 0x02;
  private static final int HEADER_BYTES = 31;
  private static final long ID_OF_NO_OBJECT = 0x10;

  @TempDir private Path directory;

  @Test
  void classNamed_earlierVersionToldAsLoaded_isTheOneThatIsDumped() throws Exception {
    Path plain = OwnDump.write(directory);
    Path changed = directory.resolve("changed.hprof");
    writeWithEarlierThread(plain, changed);

    HeapDump dump = HeapDump.read(changed, Progress.UNHEARD);

    HeapClass thread = Objects.requireNonNull(dump.classNamed("java.lang.Thread"));
    assertThat(thread.object()).isNotEqualTo(HeapGraph.NONE);
    assertThat(dump.classes().stream().filter(type -> type.name().equals("java.lang.Thread")))
        .hasSize(2);
  }

  /** Copies a dump and tells, before all else, of one more class of that name. */
  private static void writeWithEarlierThread(Path from, Path to) throws IOException {
    long nameId = nameId(from, "java/lang/Thread");
    try (InputStream in = Files.newInputStream(from);
        DataOutputStream out = new DataOutputStream(Files.newOutputStream(to))) {
      out.write(in.readNBytes(HEADER_BYTES));
      out.writeByte(LOADED);
      out.writeInt(0);
      out.writeInt(2 * Integer.BYTES + 2 * Long.BYTES);
      out.writeInt(Integer.MAX_VALUE);
      out.writeLong(ID_OF_NO_OBJECT);
      out.writeInt(0);
      out.writeLong(nameId);
      in.transferTo(out);
    }
  }

  private static long nameId(Path file, String name) throws IOException {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      in.skipNBytes(HEADER_BYTES);
      while (true) {
        int tag = in.readUnsignedByte();
        in.skipNBytes(Integer.BYTES);
        byte[] body = in.readNBytes(in.readInt());
        String text =
            new String(body, Long.BYTES, body.length - Long.BYTES, StandardCharsets.UTF_8);
        if (tag == NAME && text.equals(name)) {
          return new DataInputStream(new ByteArrayInputStream(body)).readLong();
        }
      }
    }
  }
}
