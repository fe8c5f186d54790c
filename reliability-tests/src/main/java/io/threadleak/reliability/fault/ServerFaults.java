package io.threadleak.reliability.fault;

import io.threadleak.reliability.host.HostJvm;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Clients and neighbours of our server, and its end. */
final class ServerFaults {

  private static final int SCRAPES = 1_000;
  private static final int SLOW_CLIENTS = 200;
  private static final Duration CLOSED_AFTER = Duration.ofSeconds(20);

  private ServerFaults() {}

  static List<Fault> all() {
    return List.of(
        new Fault(
            "port-taken",
            "our port is taken",
            (command, place) -> {
              ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
              command.afterwards(taken::close);
              command.rawAgent(place.agent(), "interval=1s,port=" + taken.getLocalPort());
            },
            stage -> {
              stage.awaitWarning("is taken");
              stage.host().awaitNoThreadsOfOurs();
              return "one warning, our threads are gone";
            }),
        new Fault(
            "thousand-scrapes",
            "1,000 clients scrape at the same time",
            (command, place) -> command.agent(null),
            stage -> {
              int answered = Clients.scrapeAtOnce(port(stage), SCRAPES);
              Stage.require(answered + " of " + SCRAPES + " are answered", answered == SCRAPES);
              return "all answered by 200";
            }),
        new Fault(
            "slow-clients",
            "200 clients send a byte of a request a second, and none ever ends it",
            (command, place) -> command.agent(null),
            stage -> {
              try (Clients slow = Clients.slow(port(stage), SLOW_CLIENTS)) {
                stage.awaitRounds(2);
                slow.sendOneByteEach();
                HostJvm.get(stage.host().url() + "/metrics");
                stage.awaitRounds(2);
                slow.sendOneByteEach();
                HostJvm.get(stage.host().url() + "/metrics");
              }
              return "others are answered meanwhile";
            }),
        new Fault(
            "close-under-scrape",
            "monitor, recording and server are closed while eight clients scrape (library)",
            (command, place) -> command.library(),
            ServerFaults::closeUnderScrape));
  }

  private static String closeUnderScrape(Stage stage) throws Exception {
    int port = port(stage);
    try (Clients scraping = Clients.scraping(port, 8)) {
      stage.await("they scrape", () -> scraping.answered() > 100);
      long began = System.nanoTime();
      stage.host().ask("close");
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      Stage.require("closed after " + took, took.compareTo(CLOSED_AFTER) < 0);
      scraping.awaitEnd();
    }
    stage.host().awaitNoThreadsOfOurs();
    return "closed, every client was let go, our threads are gone";
  }

  private static int port(Stage stage) throws Exception {
    return URI.create(stage.host().url()).getPort();
  }
}
