package io.threadleak.libraries;

import java.util.ArrayList;
import java.util.List;

/** The libraries there are. */
final class Libraries {

  private static final String VIRTUAL = ", virtual threads";

  private Libraries() {}

  /** Starts all that this JVM can run, each in a room of its own. */
  static List<Room> open(Backend backend) {
    List<Room> rooms = new ArrayList<>();
    rooms.add(Room.open("Tomcat", false, asked -> new TomcatServer(asked, null), backend));
    rooms.add(Room.open("Jetty", false, asked -> new JettyServer(asked, null), backend));
    rooms.add(Room.open("Netty", false, NettyServer::new, backend));
    rooms.add(Room.open("Kafka clients", false, KafkaClients::new, backend));
    rooms.add(Room.open("HikariCP", false, HikariPool::new, backend));
    rooms.add(Room.open("Quartz", false, QuartzScheduler::new, backend));
    rooms.add(Room.open("Reactor", false, ReactorPipelines::new, backend));
    rooms.add(Room.open("Vert.x", false, VertxServer::new, backend));
    rooms.add(Room.open("HttpClient", false, asked -> new JdkHttpClient(asked, null), backend));
    rooms.add(Room.open("ForkJoinPool", false, ForkJoin::new, backend));
    rooms.add(Room.open("gRPC", false, GrpcService::new, backend));
    if (VirtualThreads.areProvable()) {
      openVirtual(rooms, backend);
    }
    return List.copyOf(rooms);
  }

  private static void openVirtual(List<Room> rooms, Backend backend) {
    String tomcat = "Tomcat" + VIRTUAL;
    rooms.add(
        Room.open(
            tomcat,
            true,
            asked -> new TomcatServer(asked, VirtualThreads.started(tomcat)),
            backend));
    String jetty = "Jetty" + VIRTUAL;
    rooms.add(
        Room.open(
            jetty, true, asked -> new JettyServer(asked, VirtualThreads.started(jetty)), backend));
    String client = "HttpClient" + VIRTUAL;
    rooms.add(
        Room.open(
            client,
            true,
            asked -> new JdkHttpClient(asked, VirtualThreads.perTask(client)),
            backend));
  }
}
