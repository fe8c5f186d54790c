package io.threadleak.agent;

import io.threadleak.ThreadLeakMonitor;
import io.threadleak.agent.options.RecordingChoice;
import io.threadleak.attribution.OwnThreads;
import io.threadleak.json.Recorder;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The recording of an agent: a monitor's rounds in files, until the JVM ends. */
final class ReportRecording {

  private ReportRecording() {}

  /**
   * Records where the options say so.
   *
   * @param warnings takes what goes wrong, one sentence each
   * @return whether it records
   */
  static boolean start(
      ThreadLeakMonitor monitor, RecordingChoice choice, Consumer<String> warnings) {
    if (!choice.isOn()) {
      return false;
    }
    Path directory = Path.of(choice.directory());
    try {
      Recorder recorder =
          Recorder.builder(directory)
              .maxFileBytes(choice.fileBytes())
              .maxTotalBytes(choice.totalBytes())
              .maxAge(choice.age())
              .warnings(warnings)
              .start(monitor);
      closeAtTheEnd(recorder);
      return true;
    } catch (RuntimeException | LinkageError e) {
      warnings.accept("recording to %s is off: %s".formatted(directory, e));
      return false;
    }
  }

  /** So that the last rounds are whole; the JVM waits for it for no longer than two seconds. */
  private static void closeAtTheEnd(Recorder recorder) {
    try {
      Runtime.getRuntime()
          .addShutdownHook(OwnThreads.factory("recording-end").newThread(recorder::close));
    } catch (IllegalStateException alreadyEnding) {
      recorder.close();
    }
  }
}
