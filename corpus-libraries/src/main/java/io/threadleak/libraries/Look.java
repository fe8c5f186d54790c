package io.threadleak.libraries;

import io.threadleak.attribution.ThreadIds;
import java.util.HashMap;
import java.util.Map;

/**
 * Which threads there are in each room, and which of them wait without a timeout, as of one look.
 * No reference to any thread remains.
 */
final class Look {

  private final Map<Long, String> rooms = new HashMap<>();
  private final Map<String, Integer> threads = new HashMap<>();
  private final Map<String, Integer> waiting = new HashMap<>();
  private final Map<String, Integer> waitingCallers = new HashMap<>();

  private Look() {}

  /** Looks at all threads of this JVM. */
  static Look take(Iterable<Room> open) {
    Look look = new Look();
    ThreadGroup all = rootGroup();
    Thread[] found = new Thread[all.activeCount() * 2 + 64];
    int count = all.enumerate(found, true);
    for (int i = 0; i < count; i++) {
      ThreadGroup group = found[i].getThreadGroup();
      if (group != null) {
        look.add(found[i], roomOf(group, open));
      }
    }
    new VirtualThreads().forEach(thread -> look.add(thread, roomOf(thread.getName(), open)));
    return look;
  }

  /** The room of each thread, by id; of no room: the name of its group, or its own. */
  Map<Long, String> rooms() {
    return rooms;
  }

  /** Threads of a room. */
  int threads(String room) {
    return threads.getOrDefault(room, 0);
  }

  /** Those that wait without a timeout, without those that use the library. */
  int waiting(String room) {
    return waiting.getOrDefault(room, 0);
  }

  /** Those that use the library and wait without a timeout. */
  int waitingCallers(String room) {
    return waitingCallers.getOrDefault(room, 0);
  }

  private void add(Thread thread, String room) {
    rooms.put(ThreadIds.of(thread), room);
    threads.merge(room, 1, Integer::sum);
    Thread.State state = thread.getState();
    if (state == Thread.State.WAITING || state == Thread.State.BLOCKED) {
      boolean caller = thread.getName().startsWith(Room.CALLER);
      (caller ? waitingCallers : waiting).merge(room, 1, Integer::sum);
    }
  }

  private static ThreadGroup rootGroup() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }

  /** That of a group or of one around it. */
  private static String roomOf(ThreadGroup group, Iterable<Room> open) {
    for (ThreadGroup outer = group; outer != null; outer = outer.getParent()) {
      for (Room room : open) {
        if (room.name().equals(outer.getName())) {
          return room.name();
        }
      }
    }
    return group.getName();
  }

  private static String roomOf(String thread, Iterable<Room> open) {
    String best = "";
    for (Room room : open) {
      boolean its =
          thread.startsWith(room.name() + "-")
              || thread.startsWith(Room.CALLER + room.name() + "-");
      if (its) {
        best = room.name();
      }
    }
    return best.isEmpty() ? thread.replaceFirst("-\\d+$", "") : best;
  }
}
