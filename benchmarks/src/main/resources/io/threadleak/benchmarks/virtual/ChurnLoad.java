package com.acme.shop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * One class of task that three lines start, 90, 9 and 1 in a hundred; what the third one starts
 * never ends. The others live up to a fifth of a second.
 *
 * <p>"run" starts as many threads as the arguments say, and prints how many, and in how many
 * nanoseconds; "truth EPOCH_MICROS MICROS" prints how many of each line were live then, and how
 * many of those still were so much later.
 */
final class ChurnLoad {

  private static final int LINES = 3;
  private static final long LONGEST_MILLIS = 200;
  private static final long FOREVER_MILLIS = 1L << 40;

  /** Threads that may be under way, so that a busy machine makes the load slower, not larger. */
  private static final long MOST_UNDER_WAY = 50_000;

  private static final LongAdder ENDED = new LongAdder();
  private static final long ORIGIN = epochMicros();

  /** By thread, in microseconds after the origin; 0 before. */
  private static int[] starts = {};

  private static int[] ends = {};
  private static int started;
  private static int endless;
  private static long draws = 42;

  private ChurnLoad() {}

  /** The arguments are how many threads to start, and how many of them in a second. */
  public static void main(String[] arguments) throws IOException {
    int total = Integer.parseInt(arguments[0]);
    long perSecond = Long.parseLong(arguments[1]);
    starts = new int[total];
    ends = new int[total];
    System.out.println("ready");
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      String[] words = line.split(" ");
      switch (words[0]) {
        case "run" -> Thread.ofPlatform().daemon().start(() -> run(total, perSecond));
        case "truth" -> System.out.println(truth(Long.parseLong(words[1]), words[2]));
        default -> throw new IllegalArgumentException(line);
      }
    }
  }

  private static void run(int total, long perSecond) {
    long begin = System.nanoTime();
    while (started < total) {
      long due = Math.min(total, (long) ((System.nanoTime() - begin) / 1e9 * perSecond));
      long room = MOST_UNDER_WAY - (started - endless - ENDED.sum());
      for (long last = Math.min(due, started + room); started < last; started++) {
        start(started % 100);
      }
      LockSupport.parkNanos(1_000_000);
    }
    long nanos = System.nanoTime() - begin;
    while (started - endless > ENDED.sum()) {
      LockSupport.parkNanos(1_000_000);
    }
    System.out.println(started + " " + nanos);
  }

  private static void start(int hundredth) {
    starts[started] = sinceOrigin();
    if (hundredth < 90) {
      browse();
    } else if (hundredth < 99) {
      order();
    } else {
      pay();
      endless++;
    }
  }

  private static void browse() {
    Thread.startVirtualThread(new Request(started, millis()));
  }

  private static void order() {
    Thread.startVirtualThread(new Request(started, millis()));
  }

  private static void pay() {
    Thread.startVirtualThread(new Request(started, FOREVER_MILLIS));
  }

  private static long millis() {
    draws = draws * 6364136223846793005L + 1442695040888963407L;
    return (draws >>> 33) % LONGEST_MILLIS;
  }

  private static long epochMicros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }

  private static int sinceOrigin() {
    return (int) (epochMicros() - ORIGIN);
  }

  /** Live threads of each line at a time, and those of them that still were some time later. */
  private static String truth(long epochMicros, String duration) {
    long time = epochMicros - ORIGIN;
    long end = time + Long.parseLong(duration);
    long[] live = new long[LINES];
    long[] through = new long[LINES];
    for (int i = 0; i < starts.length; i++) {
      int line = i % 100 < 90 ? 0 : i % 100 < 99 ? 1 : 2;
      if (starts[i] != 0 && starts[i] <= time) {
        live[line] += ends[i] == 0 || ends[i] > time ? 1 : 0;
        through[line] += ends[i] == 0 || ends[i] > end ? 1 : 0;
      }
    }
    StringBuilder answer = new StringBuilder();
    for (int i = 0; i < LINES; i++) {
      answer.append(live[i]).append(' ').append(through[i]).append(' ');
    }
    return answer.toString().trim();
  }

  /** The task, which stands at the same place whoever started it. */
  private record Request(int index, long millis) implements Runnable {

    @Override
    public void run() {
      try {
        Thread.sleep(millis);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
      ends[index] = sinceOrigin();
      ENDED.increment();
    }
  }
}
