package io.threadleak.proving;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Messages over a pair of streams. One thread may send while another receives; each direction is
 * one thread's at a time.
 */
final class Wire {

  /** Our own classes, by the package that the build has put them in. */
  private static final String OWN = Wire.class.getPackageName().replaceFirst("[^.]*$", "");

  private final InputStream in;
  private final ObjectOutputStream out;
  private @Nullable ObjectInputStream messages;

  /**
   * A wire over streams whose other ends are those of another one.
   *
   * @throws IOException if the other end is gone
   */
  Wire(InputStream in, OutputStream out) throws IOException {
    this.in = new BufferedInputStream(in);
    this.out = new ObjectOutputStream(new BufferedOutputStream(out));
    this.out.flush();
  }

  /** Sends, and waits until the other end's buffer has it. */
  synchronized void send(Message message) throws IOException {
    out.writeObject(message);
    out.reset();
    out.flush();
  }

  /** The next message; null once the other end is closed. */
  @Nullable Message receive() throws IOException {
    try {
      ObjectInputStream opened = messages;
      if (opened == null) {
        opened = new ObjectInputStream(in);
        opened.setObjectInputFilter(Wire::filter);
        messages = opened;
      }
      return (Message) opened.readObject();
    } catch (EOFException ended) {
      return null;
    } catch (ClassNotFoundException | ClassCastException e) {
      throw new IOException("the other end speaks another language: " + e.getMessage(), e);
    }
  }

  private static ObjectInputFilter.Status filter(ObjectInputFilter.FilterInfo info) {
    Class<?> type = info.serialClass();
    if (type == null) {
      return ObjectInputFilter.Status.UNDECIDED;
    }
    while (type.isArray()) {
      type = type.getComponentType();
    }
    boolean known =
        type.isPrimitive()
            || type.getName().startsWith("java.lang.")
            || type.getName().startsWith("java.util.")
            || type.getName().startsWith(OWN);
    return known ? ObjectInputFilter.Status.ALLOWED : ObjectInputFilter.Status.REJECTED;
  }
}
