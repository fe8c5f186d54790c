package io.threadleak.spring;

import io.threadleak.model.LeakReport;
import io.threadleak.model.ProofException;
import io.threadleak.model.ProofReport;
import java.util.List;

/** The profiles that the endpoint shows. */
final class Profiles {

  static final String THREAD = "thread";
  static final String THREADCREATE = "threadcreate";
  static final String THREADLEAK = "threadleak";

  static final List<String> NAMES = List.of(THREAD, THREADCREATE, THREADLEAK);

  private Profiles() {}

  /**
   * The proof that a report carries. None is made for a profile: to read an endpoint of the
   * actuator must not stop the JVM.
   *
   * @throws ProofException if none was made
   */
  static ProofReport standing(LeakReport report) throws ProofException {
    ProofReport proof = report.proof();
    if (proof == null) {
      throw new ProofException(
          ProofException.Reason.REFUSED,
          "Nothing was proved yet: POST to actuator/threadleak/proof, with Content-Type:"
              + " application/json, asks for a proof.");
    }
    return proof;
  }
}
