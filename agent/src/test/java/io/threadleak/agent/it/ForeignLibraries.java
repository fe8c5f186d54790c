package io.threadleak.agent.it;

import java.io.IOException;
import java.nio.file.Path;
import net.bytebuddy.ByteBuddy;

/** Classes with the names of our libraries' and nothing else in common with them. */
final class ForeignLibraries {

  private static final String[] NAMES = {
    "io.threadleak.ThreadLeakMonitor",
    "io.threadleak.attribution.HookAttribution",
    "io.threadleak.json.JsonReports",
    "net.bytebuddy.ByteBuddy",
    "net.bytebuddy.asm.Advice",
    "org.eclipse.jetty.server.Server",
    "org.slf4j.LoggerFactory",
    "tools.jackson.databind.json.JsonMapper",
    "io.prometheus.metrics.model.registry.PrometheusRegistry",
    "picocli.CommandLine"
  };

  private ForeignLibraries() {}

  /** Writes them under a folder that can be named on a class path. */
  static Path writeTo(Path folder) throws IOException {
    Path classes = folder.resolve("foreign");
    for (String name : NAMES) {
      new ByteBuddy().subclass(Object.class).name(name).make().saveIn(classes.toFile());
    }
    return classes;
  }
}
