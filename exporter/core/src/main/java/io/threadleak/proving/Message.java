package io.threadleak.proving;

import io.threadleak.proof.ProofFindings;
import io.threadleak.proof.ProofQuestion;
import java.io.Serializable;
import java.util.Set;

/** What a service and the process that analyses its dump say to each other. */
sealed interface Message extends Serializable {

  /** From the process: it runs. */
  record Ready() implements Message {}

  /**
   * To the process: a dump is there.
   *
   * @param file its path
   * @param question what is known beside it
   */
  record Look(String file, ProofQuestion question) implements Message {}

  /** From the process: it has the file open, which may be removed now. */
  record Opened() implements Message {}

  /**
   * From the process: how far it is.
   *
   * @param phase what it is at
   * @param fraction of that phase, 0 to 1
   */
  record Progress(String phase, double fraction) implements Message {}

  /**
   * From the process: which of these threads have moved since before the dump?
   *
   * @param platformIds of platform threads
   * @param virtualIds of virtual threads
   */
  record Ask(Set<Long> platformIds, Set<Long> virtualIds) implements Message {}

  /** To the process: the ids of those that have. */
  record Moved(Set<Long> ids) implements Message {}

  /**
   * From the process: the outcome.
   *
   * @param moved threads that turned out to have moved
   */
  record Found(ProofFindings findings, int moved) implements Message {}

  /** From the process: there is none, and why. */
  record Failed(String why) implements Message {}
}
