package com.acme.shop.web;

import io.threadleak.ThreadLeakMonitor;
import io.threadleak.http.ThreadLeakServer;
import io.threadleak.json.JsonReports;
import io.threadleak.json.Recorder;
import io.threadleak.pprof.PprofProfiles;
import io.threadleak.prometheus.PrometheusExposition;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Starts monitor, recording and server with the application, uses them, and closes them. */
public final class LibraryListener implements ServletContextListener {

  private final Deque<AutoCloseable> started = new ArrayDeque<>();

  @Override
  public void contextInitialized(ServletContextEvent event) {
    ThreadLeakMonitor monitor = ThreadLeakMonitor.builder().interval(Duration.ofSeconds(1)).start();
    started.push(monitor);
    try {
      Path recordings =
          Files.createTempDirectory(
              Path.of(System.getProperty("shop.port")).getParent(), "recordings");
      started.push(Recorder.builder(recordings).start(monitor));
      ThreadLeakServer server =
          ThreadLeakServer.builder()
              .port(0)
              .reports(monitor::report)
              .metrics(new PrometheusExposition())
              .report(new JsonReports())
              .profiles(
                  new PprofProfiles(
                      monitor::report, monitor::profile, atMost -> monitor.prove().await(atMost)))
              .start();
      started.push(server);
      for (String path : new String[] {"/metrics", "/api/v1/report", "/debug/pprof/thread"}) {
        get(server.port(), path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    for (AutoCloseable one : started) {
      try {
        one.close();
      } catch (Exception e) {
        throw new IllegalStateException("cannot be closed: " + one, e);
      }
    }
  }

  /** Over a connection that the JDK keeps no thread for. */
  private static void get(int port, String path) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String request = "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readAllBytes();
      if (!new String(answer, StandardCharsets.ISO_8859_1).startsWith("HTTP/1.1 200 ")) {
        throw new IOException(path + " is not answered by 200");
      }
    }
  }
}
