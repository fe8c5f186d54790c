package com.acme.shop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * One class of task that three lines start, 90, 9 and 1 in a hundred; what the third one starts
 * never ends. The others live up to a fifth of a second.
 *
 * <p>"run SECONDS PER_SECOND" starts threads and prints how many; "truth EPOCH_MICROS" prints how
 * many of each line were live then.
 */
final class ChurnLoad {

  private static final int LINES = 3;
  private static final long LONGEST_MILLIS = 200;
  private static final long FOREVER_MILLIS = 1L << 40;
  private static final long[] STARTED = new long[LINES];
  private static final LongAdder[] ENDED = {new LongAdder(), new LongAdder(), new LongAdder()};
  private static final Log LOG = new Log();
  private static long draws = 42;

  private ChurnLoad() {}

  public static void main(String[] arguments) throws IOException {
    System.out.println("ready");
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      String[] words = line.split(" ");
      switch (words[0]) {
        case "run" -> begin(Long.parseLong(words[1]), Long.parseLong(words[2]));
        case "truth" -> System.out.println(LOG.at(Long.parseLong(words[1])));
        default -> throw new IllegalArgumentException(line);
      }
    }
  }

  /** On a thread of its own, so that questions can be answered meanwhile. */
  private static void begin(long seconds, long perSecond) {
    Thread.ofPlatform().daemon().start(() -> run(seconds, perSecond));
  }

  private static void run(long seconds, long perSecond) {
    long begin = System.nanoTime();
    long total = seconds * perSecond;
    long started = 0;
    while (started < total) {
      long due = Math.min(total, (long) ((System.nanoTime() - begin) / 1e9 * perSecond));
      for (; started < due; started++) {
        start((int) (started % 100));
      }
      LOG.note();
      LockSupport.parkNanos(1_000_000);
    }
    System.out.println(started + " " + (System.nanoTime() - begin));
    while (true) {
      LOG.note();
      LockSupport.parkNanos(5_000_000);
    }
  }

  private static void start(int hundredth) {
    if (hundredth < 90) {
      browse();
    } else if (hundredth < 99) {
      order();
    } else {
      pay();
    }
  }

  private static void browse() {
    STARTED[0]++;
    Thread.startVirtualThread(new Request(0, millis()));
  }

  private static void order() {
    STARTED[1]++;
    Thread.startVirtualThread(new Request(1, millis()));
  }

  private static void pay() {
    STARTED[2]++;
    Thread.startVirtualThread(new Request(2, FOREVER_MILLIS));
  }

  private static long millis() {
    draws = draws * 6364136223846793005L + 1442695040888963407L;
    return (draws >>> 33) % LONGEST_MILLIS;
  }

  /** The task, which stands at the same place whoever started it. */
  private record Request(int line, long millis) implements Runnable {

    @Override
    public void run() {
      try {
        Thread.sleep(millis);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
      ENDED[line].increment();
    }
  }

  /** Live threads of each line by time. */
  private static final class Log {

    private static final int ROOM = 200_000;
    private final long[] micros = new long[ROOM];
    private final long[][] live = new long[ROOM][];
    private int size;

    synchronized void note() {
      if (size == ROOM) {
        return;
      }
      micros[size] = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
      live[size] = new long[LINES];
      for (int i = 0; i < LINES; i++) {
        live[size][i] = STARTED[i] - ENDED[i].sum();
      }
      size++;
    }

    /** What was noted last before. */
    synchronized String at(long when) {
      int found = Arrays.binarySearch(micros, 0, size, when);
      int index = found >= 0 ? found : -found - 2;
      if (index < 0) {
        return "0 0 0";
      }
      long[] then = live[index];
      return then[0] + " " + then[1] + " " + then[2];
    }
  }
}
