package io.threadleak.evidence;

/**
 * A part of every bundle, such as the report or the recording: it adds files. Called on the thread
 * that writes bundles, also when the JVM can start no thread any more, so it must start none.
 */
@FunctionalInterface
public interface EvidencePart {

  /**
   * Adds its files, or none.
   *
   * @throws Exception if it cannot; the manifest says so, and the other parts are written all the
   *     same
   */
  void write(Scene scene, EvidenceBundle bundle) throws Exception;
}
