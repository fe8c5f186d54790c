package io.threadleak.attribution;

import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The site of single virtual threads, by id, where the class of their task does not tell it. At
 * most {@value #CAPACITY}, in 22 to 44 bytes each; what finds no room is counted, and estimated
 * like threads that were not looked at.
 *
 * <p>Starting threads {@link #add}, and never wait: what meets the sampling thread at work is not
 * tracked. All else is for the sampling thread.
 */
public final class TrackedThreads {

  /** Threads tracked at a time, over all classes. */
  public static final int CAPACITY = 500_000;

  /** What {@link #find} says of a thread that is not tracked. */
  public static final int UNTRACKED = -1;

  private static final int SEGMENT_BITS = 4;
  private static final int SEGMENTS = 1 << SEGMENT_BITS;
  private static final int LEVEL_BITS = 8;
  private static final int KNOWN_FOR_CERTAIN = (1 << LEVEL_BITS) - 1;

  private final Segment[] segments = new Segment[SEGMENTS];
  private final LongAdder dropped = new LongAdder();

  /** None tracked. */
  public TrackedThreads() {
    this(CAPACITY);
  }

  TrackedThreads(int capacity) {
    for (int i = 0; i < SEGMENTS; i++) {
      segments[i] = new Segment(Math.max(1, capacity / SEGMENTS));
    }
  }

  /**
   * Tracks a thread that was sampled; one in 2^level was. Never waits.
   *
   * @return whether there was room
   */
  boolean add(long threadId, int site, int level) {
    Segment segment = segment(threadId);
    if (!segment.lock.tryLock()) {
      dropped.increment();
      return false;
    }
    try {
      return put(segment, threadId, site, level);
    } finally {
      segment.lock.unlock();
    }
  }

  /** Tracks a thread that was found out about later: it stands for itself alone. */
  public void addLater(long threadId, int site) {
    Segment segment = segment(threadId);
    segment.lock.lock();
    try {
      put(segment, threadId, site, KNOWN_FOR_CERTAIN);
    } finally {
      segment.lock.unlock();
    }
  }

  /**
   * What is known of a thread, which is noted as seen: to be taken apart by {@link #site} and
   * {@link #weight}; {@link #UNTRACKED} if nothing.
   */
  public int find(long threadId) {
    Segment segment = segment(threadId);
    segment.lock.lock();
    try {
      return segment.find(threadId);
    } finally {
      segment.lock.unlock();
    }
  }

  /** The same without noting it, and without waiting: a table at work knows nothing. */
  int peek(long threadId) {
    Segment segment = segment(threadId);
    if (!segment.lock.tryLock()) {
      return UNTRACKED;
    }
    try {
      return segment.peek(threadId);
    } finally {
      segment.lock.unlock();
    }
  }

  /** The thread's site, as its place among those of the task's class. */
  public static int site(int found) {
    return found >>> LEVEL_BITS;
  }

  /** What {@link #find} says of a thread at that site; one in 2^level was sampled. */
  static int found(int site, int level) {
    return site << LEVEL_BITS | level;
  }

  /** The level of what {@link #found} made. */
  static int level(int found) {
    return found & KNOWN_FOR_CERTAIN;
  }

  /** How many starts of its site the thread stands for, itself included; 0 if for no others. */
  public static long weight(int found) {
    int level = level(found);
    return level == KNOWN_FOR_CERTAIN ? 0 : 1L << level;
  }

  /** Forgets all threads below the given id that were not found since the last call. */
  public void forgetUnseen(long belowId) {
    for (Segment segment : segments) {
      segment.lock.lock();
      try {
        segment.forgetUnseen(belowId);
      } finally {
        segment.lock.unlock();
      }
    }
  }

  /** Threads tracked now. */
  public int size() {
    int size = 0;
    for (Segment segment : segments) {
      size += segment.size();
    }
    return size;
  }

  /** Threads that found no room, or met the sampling thread at work. */
  public long dropped() {
    return dropped.sum();
  }

  private boolean put(Segment segment, long threadId, int site, int level) {
    boolean fits = segment.put(threadId, found(site, level));
    if (!fits) {
      dropped.increment();
    }
    return fits;
  }

  private Segment segment(long threadId) {
    return segments[(int) (SamplingRate.hash(threadId) >>> (Long.SIZE - SEGMENT_BITS))];
  }

  /** An open-addressed table, at most half full until it is at its largest. */
  private static final class Segment {

    private static final int SMALLEST = 16;

    private final ReentrantLock lock = new ReentrantLock();
    private final int capacity;
    private long[] ids = new long[SMALLEST];
    private short[] values = new short[SMALLEST];
    private boolean[] seen = new boolean[SMALLEST];
    private int size;

    Segment(int capacity) {
      this.capacity = capacity;
    }

    int size() {
      lock.lock();
      try {
        return size;
      } finally {
        lock.unlock();
      }
    }

    int find(long id) {
      int slot = slot(ids, id);
      if (ids[slot] != id) {
        return UNTRACKED;
      }
      seen[slot] = true;
      return Short.toUnsignedInt(values[slot]);
    }

    int peek(long id) {
      int slot = slot(ids, id);
      return ids[slot] == id ? Short.toUnsignedInt(values[slot]) : UNTRACKED;
    }

    boolean put(long id, int value) {
      if (size >= capacity) {
        return false;
      }
      if (2 * (size + 1) > ids.length) {
        rebuild(2 * ids.length, false, 0);
      }
      int slot = slot(ids, id);
      if (ids[slot] != id) {
        ids[slot] = id;
        seen[slot] = false;
        size++;
      }
      values[slot] = (short) value;
      return true;
    }

    void forgetUnseen(long belowId) {
      if (size > 0) {
        int kept = 0;
        for (int i = 0; i < ids.length; i++) {
          kept += isKept(i, belowId) ? 1 : 0;
        }
        int slots = Math.max(SMALLEST, Integer.highestOneBit(Math.max(1, kept)) << 2);
        rebuild(Math.min(slots, ids.length), true, belowId);
      }
    }

    private boolean isKept(int slot, long belowId) {
      return ids[slot] != 0 && (seen[slot] || ids[slot] >= belowId);
    }

    private void rebuild(int slots, boolean forgetting, long belowId) {
      long[] newIds = new long[slots];
      short[] newValues = new short[slots];
      boolean[] newSeen = new boolean[slots];
      int kept = 0;
      for (int i = 0; i < ids.length; i++) {
        if (forgetting ? isKept(i, belowId) : ids[i] != 0) {
          int slot = slot(newIds, ids[i]);
          newIds[slot] = ids[i];
          newValues[slot] = values[i];
          newSeen[slot] = !forgetting && seen[i];
          kept++;
        }
      }
      ids = newIds;
      values = newValues;
      seen = newSeen;
      size = kept;
    }

    /** Where the id is, or belongs; there always is an empty slot. Ids are above 0. */
    private static int slot(long[] ids, long id) {
      int mask = ids.length - 1;
      int slot = (int) SamplingRate.hash(id) & mask;
      while (ids[slot] != 0 && ids[slot] != id) {
        slot = (slot + 1) & mask;
      }
      return slot;
    }
  }
}
