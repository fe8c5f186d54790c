package io.threadleak.libraries;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.jspecify.annotations.Nullable;

/** Tomcat with a servlet that asks the backend. */
final class TomcatServer implements Library {

  private final Tomcat tomcat = new Tomcat();
  private final Path directory = Files.createTempDirectory("threadleak-tomcat");

  /**
   * Starts it.
   *
   * @param executor runs requests; null for its own pool
   */
  TomcatServer(Backend backend, @Nullable Executor executor) throws Exception {
    tomcat.setSilent(true);
    tomcat.setBaseDir(directory.toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    if (executor != null) {
      tomcat.getConnector().getProtocolHandler().setExecutor(executor);
    }
    Context context = tomcat.addContext("", null);
    Tomcat.addServlet(context, "asking", new Asking(backend));
    context.addServletMappingDecoded("/", "asking");
    tomcat.start();
  }

  @Override
  public void use() throws IOException {
    Http.get(tomcat.getConnector().getLocalPort());
  }

  @Override
  public void end() throws Exception {
    tomcat.stop();
    tomcat.destroy();
    List<Path> left;
    try (Stream<Path> files = Files.walk(directory)) {
      left = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : left) {
      Files.delete(file);
    }
  }

  private static final class Asking extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Backend backend;

    Asking(Backend backend) {
      this.backend = backend;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getWriter().println(backend.ask());
    }
  }
}
