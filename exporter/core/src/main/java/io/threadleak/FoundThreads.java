package io.threadleak;

import io.threadleak.attribution.ThreadGroups;
import io.threadleak.attribution.ThreadIds;
import io.threadleak.oracle.ProvenThreads;
import io.threadleak.proving.VirtualThreadView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The very threads that a heap dump's proof has found, which it knows by their ids. */
final class FoundThreads {

  private FoundThreads() {}

  /**
   * Those of each group that live. Whoever has them holds them: they must be let go of soon.
   *
   * @param virtual those virtual threads that can be seen
   */
  static List<ProvenThreads> of(List<ProvenGroups.WithIds> groups, VirtualThreadView virtual) {
    Set<Long> ids = new HashSet<>();
    groups.forEach(group -> ids.addAll(group.ids()));
    Map<Long, Thread> threads = live(ids, virtual);
    List<ProvenThreads> found = new ArrayList<>();
    for (ProvenGroups.WithIds group : groups) {
      List<Thread> members = new ArrayList<>();
      for (Long id : group.ids()) {
        Thread thread = threads.get(id);
        if (thread != null) {
          members.add(thread);
        }
      }
      if (!members.isEmpty()) {
        found.add(new ProvenThreads(group.group(), members));
      }
    }
    return found;
  }

  private static Map<Long, Thread> live(Set<Long> ids, VirtualThreadView virtual) {
    Map<Long, Thread> threads = new HashMap<>();
    ThreadGroups.forEachThread(thread -> keep(thread, ids, threads));
    virtual.forEach(thread -> keep(thread, ids, threads));
    return threads;
  }

  private static void keep(Thread thread, Set<Long> ids, Map<Long, Thread> threads) {
    Long id = ThreadIds.of(thread);
    if (ids.contains(id)) {
      threads.put(id, thread);
    }
  }
}
