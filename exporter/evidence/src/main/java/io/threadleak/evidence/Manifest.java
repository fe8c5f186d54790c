package io.threadleak.evidence;

import io.threadleak.model.SelfReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a bundle holds and why: {@code manifest.json}. Used by one thread. */
final class Manifest {

  static final String NAME = "manifest.json";

  private final Map<String, Object> failed = new LinkedHashMap<>();

  /** Notes that a part is not, or not wholly, there. */
  void failed(String part, Throwable failure) {
    failed.put(part, String.valueOf(failure));
  }

  String text(Scene scene, List<BundleFolder.Written> files, Instant now) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("format", "threadleak-evidence");
    all.put("version", 1);
    all.put("trigger", scene.trigger().label());
    all.put("reason", scene.reason());
    all.put("values", scene.values());
    all.put("time", scene.time().toString());
    all.put("writtenMillis", Duration.between(scene.time(), now).toMillis());
    all.put("reportTime", scene.report().time().toString());
    all.put("jvm", jvm(scene.report().self()));
    List<Object> list = new ArrayList<>();
    files.forEach(file -> list.add(file(file)));
    all.put("files", list);
    all.put("failedParts", failed);
    return JsonText.of(all);
  }

  private static Map<String, Object> file(BundleFolder.Written file) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", file.name());
    entry.put("bytes", file.bytes());
    return entry;
  }

  private static Map<String, Object> jvm(SelfReport self) {
    Map<String, Object> jvm = new LinkedHashMap<>();
    jvm.put("pid", ProcessHandle.current().pid());
    jvm.put("java", self.javaVersion());
    jvm.put("vm", property("java.vm.name") + " " + property("java.vm.version"));
    jvm.put("os", property("os.name") + " " + property("os.arch"));
    jvm.put("threadleak", self.version());
    return jvm;
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }
}
