package io.threadleak.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadleak.model.ProofException.Reason;
import io.threadleak.model.ProofProgress;
import io.threadleak.model.ProofStatus;
import io.threadleak.model.ProofStatus.Refusal;
import io.threadleak.model.SampleReports;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonProofsTest {

  private final JsonProofs json = new JsonProofs();

  static List<ProofStatus> samples() {
    return List.of(
        new ProofStatus(false, ProofProgress.NONE, null, null),
        new ProofStatus(true, new ProofProgress("dumping the heap", 0.25), null, null),
        new ProofStatus(false, ProofProgress.NONE, new Refusal(Reason.REFUSED, "no disk"), null),
        new ProofStatus(false, ProofProgress.NONE, null, SampleReports.proven().proof()),
        new ProofStatus(false, ProofProgress.NONE, null, SampleReports.collectorProof(null)),
        new ProofStatus(
            false, ProofProgress.NONE, null, SampleReports.collectorProof(SampleReports.TIME)));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void read_whatWasWritten_equalsIt(ProofStatus status) throws Exception {
    assertThat(json.read(json.write(status))).isEqualTo(status);
  }

  @Test
  void write_running_hasExactlyThisShape() {
    assertThat(json.write(samples().get(1)))
        .isEqualTo(
            "{\"format\":\"threadleak-proof\",\"version\":1,\"running\":true,"
                + "\"phase\":\"dumping the heap\",\"fraction\":0.25,"
                + "\"refusal\":null,\"message\":null,\"proof\":null}");
  }

  @Test
  void read_anotherFormat_isRefused() {
    assertThatThrownBy(() -> json.read("{}")).isInstanceOf(ReportFormatException.class);
  }
}
