package io.threadleak;

import io.threadleak.model.EndpointsReport;
import io.threadleak.model.LeakReport;
import io.threadleak.model.ProcessReport;
import io.threadleak.model.SelfReport;
import io.threadleak.model.ThreadKind;
import io.threadleak.sampling.WorkMeter;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What is reported before the first round is through: nothing, and that it is not. */
final class FirstReport {

  private FirstReport() {}

  static LeakReport of(Settings settings, Instant time) {
    SelfReport self =
        new SelfReport(
            Version.OF_THREADLEAK,
            Version.OF_JAVA,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            Map.of(),
            0,
            null,
            List.of("No round is through yet."));
    return new LeakReport(
        time,
        settings.interval(),
        List.of(),
        OtherRow.sum(List.of(), ThreadKind.PLATFORM, time),
        null,
        0,
        Map.of(),
        ProcessReport.NONE,
        new WorkMeter(settings.throughput()).report(),
        EndpointsReport.NONE,
        null,
        null,
        self);
  }
}
