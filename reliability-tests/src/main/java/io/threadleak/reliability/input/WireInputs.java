package io.threadleak.reliability.input;

import io.threadleak.http.ThreadLeakServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bad requests over the wire, many to a connection without waiting for answers, since most are
 * harmless. A connection that the server closes after one is taken up after that one. Not handled
 * is an answer of 500, or none at all before the deadline.
 */
final class WireInputs {

  private static final int BATCH = 32;
  private static final int TIMEOUT_MILLIS = 60_000;
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int HEALTH_EVERY = 1_000;
  private static final int SHOWN_CHARACTERS = 500;

  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})");

  /** That it cannot, will not now, or does not speak: answers, unlike a failure. */
  private static final Set<String> ANSWERS_OF_5XX = Set.of("501", "503", "505");

  private static final String HEALTH = "GET /-/healthy HTTP/1.0\r\nHost: x\r\n\r\n";

  private final ThreadLeakServer server;
  private final Mutator mutator;
  private final Map<String, Long> answers = new TreeMap<>();
  private final List<String> examples = new ArrayList<>();
  private long inputs;

  WireInputs(ThreadLeakServer server, long seed) {
    this.server = server;
    this.mutator = new Mutator(seed, WireExamples.GOOD, WireExamples.WORDS);
  }

  /** So many, at the least; what came of them. */
  InputOutcome run(long atLeast) {
    long checked = 0;
    while (inputs < atLeast) {
      inputs += Math.max(1, batch(inputs, (int) Math.min(BATCH, atLeast - inputs)));
      if (inputs - checked >= HEALTH_EVERY) {
        checked = inputs;
        checkHealth();
      }
    }
    checkHealth();
    return new InputOutcome("HTTP requests", inputs, answers, examples.size(), examples);
  }

  /** Sends some, numbered from the first; how many were answered. */
  private int batch(long first, int size) {
    StringBuilder said = new StringBuilder();
    try (Socket socket = connect()) {
      OutputStream out = socket.getOutputStream();
      byte[] all = new byte[0];
      for (int i = 0; i < size; i++) {
        all = joined(all, mutator.input(first + i));
      }
      try {
        out.write(all);
        socket.shutdownOutput();
      } catch (IOException closedMeanwhile) {
        answers.merge("connections closed while being written to", 1L, Long::sum);
      }
      readAll(socket.getInputStream(), said);
    } catch (SocketTimeoutException hangs) {
      fail(first, "no end of the answers in " + TIMEOUT_MILLIS + " ms");
    } catch (IOException refused) {
      fail(first, refused.toString());
    }
    return count(first, said);
  }

  private int count(long first, CharSequence said) {
    int answered = 0;
    Matcher status = STATUS.matcher(said);
    while (status.find()) {
      String code = status.group(1);
      answers.merge(code, 1L, Long::sum);
      if (code.startsWith("5") && !ANSWERS_OF_5XX.contains(code)) {
        int end = Math.min(said.length(), status.start() + SHOWN_CHARACTERS);
        String answer = said.subSequence(status.start(), end).toString();
        fail(first + answered, "answered by " + answer.replaceAll("\\s+", " "));
      }
      answered++;
    }
    if (answered == 0) {
      answers.merge("closed without an answer", 1L, Long::sum);
    }
    return answered;
  }

  private void checkHealth() {
    StringBuilder said = new StringBuilder();
    try (Socket socket = connect()) {
      socket.getOutputStream().write(HEALTH.getBytes(StandardCharsets.US_ASCII));
      readAll(socket.getInputStream(), said);
    } catch (IOException e) {
      said.append(e);
    }
    if (!said.toString().startsWith("HTTP/1.1 200 ")) {
      fail(inputs, "the server is not well after it: " + said);
    }
  }

  private void fail(long number, String how) {
    examples.add(ParserRun.told(number, mutator.input(number), how));
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(TIMEOUT_MILLIS);
    return socket;
  }

  /** Until the server closes; a reset ends it as well, since it leaves what it did not read. */
  private static void readAll(InputStream in, StringBuilder said) throws SocketTimeoutException {
    byte[] buffer = new byte[BUFFER_BYTES];
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        said.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
      }
    } catch (SocketTimeoutException hangs) {
      throw hangs;
    } catch (IOException reset) {
      return;
    }
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] both = new byte[one.length + other.length];
    System.arraycopy(one, 0, both, 0, one.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }
}
