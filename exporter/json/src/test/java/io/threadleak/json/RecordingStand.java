package io.threadleak.json;

import io.threadleak.model.LeakReport;
import io.threadleak.model.SampleReports;
import io.threadleak.model.WorkReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A writer with a clock and a process id of its own, and all that it says. */
final class RecordingStand {

  static final long PID = 4711;
  static final RecorderLimits SMALL = new RecorderLimits(64 << 10, 1 << 20, Duration.ofDays(7));

  final ManualClock clock = new ManualClock();
  final List<String> told = Collections.synchronizedList(new ArrayList<>());
  final AtomicLong lost = new AtomicLong();
  final RecorderWarnings warnings;
  final RecordingWriter writer;
  private long rounds;

  RecordingStand(Path directory) {
    this(directory, SMALL, RecordingDirectory::create);
  }

  RecordingStand(Path directory, RecorderLimits limits, RecordingDirectory.Opening opening) {
    RecordingDirectory place = new RecordingDirectory(directory, PID, opening);
    warnings = new RecorderWarnings(place.path(), told::add);
    writer = new RecordingWriter(place, limits, warnings, clock, lost);
  }

  Recorder recorder() {
    return new Recorder(writer, warnings, lost);
  }

  /** Writes so many rounds of so many sites, 10 s apart. */
  void write(int count, int sites) {
    for (int i = 0; i < count; i++) {
      writer.write(next(sites));
      clock.pass(Duration.ofSeconds(10));
    }
  }

  /** A report whose throughput is its number, from 1 on. */
  LeakReport next(int sites) {
    LeakReport report = SampleReports.ofSites(sites);
    return new LeakReport(
        clock.instant(),
        report.interval(),
        report.sites(),
        report.other(),
        report.otherVirtual(),
        0,
        report.limits(),
        report.process(),
        new WorkReport("counter", ++rounds, 0.1),
        report.endpoints(),
        report.virtualThreads(),
        report.proof(),
        report.self());
  }
}
