package io.threadleak.libraries;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.PathHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/**
 * A program whose servers and consumer complete a known number of units of work, and whose own code
 * counts none of them.
 */
final class ServersAtWork {

  /** What all of them complete together: 3 + 2 + 2, 4, 5, 6 and 7. */
  static final int UNITS = 29;

  /** Requests that the program tells Micrometer of where it is told to do that instead. */
  static final int TIMED = 5;

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private ServersAtWork() {}

  /** Runs it; with an argument, Micrometer alone. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 0) {
      time();
    } else {
      undertow();
      netty();
      reactorNetty();
      grpc();
      kafka();
    }
    System.out.println("worked");
    while (System.getProperty("threadleak.url") == null) {
      LockSupport.parkNanos(20_000_000);
    }
    System.out.println("agent " + System.getProperty("threadleak.url"));
    while (System.in.read() >= 0) {
      Thread.onSpinWait();
    }
    Runtime.getRuntime().halt(0);
  }

  private static void time() {
    Metrics.addRegistry(new SimpleMeterRegistry());
    for (int i = 0; i < TIMED; i++) {
      Metrics.timer("http.server.requests", "uri", "/orders").record(Duration.ofMillis(2));
    }
  }

  private static void undertow() throws Exception {
    HttpHandler servlets = deploy();
    Undertow server =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setHandler(
                new PathHandler(exchange -> exchange.getResponseSender().send("at once"))
                    .addExactPath("/dispatched", ServersAtWork::onWorker)
                    .addPrefixPath("/servlet", servlets))
            .build();
    server.start();
    InetSocketAddress address = (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
    ask(address.getPort(), "/", 3);
    ask(address.getPort(), "/dispatched", 2);
    ask(address.getPort(), "/servlet/", 2);
  }

  private static HttpHandler deploy() throws Exception {
    DeploymentInfo application =
        Servlets.deployment()
            .setClassLoader(ServersAtWork.class.getClassLoader())
            .setContextPath("/servlet")
            .setDeploymentName("servlets")
            .addServlets(Servlets.servlet("answer", Answer.class).addMapping("/*"));
    var deployed = Servlets.defaultContainer().addDeployment(application);
    deployed.deploy();
    return deployed.start();
  }

  private static void onWorker(HttpServerExchange exchange) {
    if (exchange.isInIoThread()) {
      exchange.dispatch(ServersAtWork::onWorker);
    } else {
      exchange.getResponseSender().send("later");
    }
  }

  /** Three requests, and one that waits to be told to go on. */
  private static void netty() throws Exception {
    EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    Channel server =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .childHandler(new Pipeline())
            .bind("127.0.0.1", 0)
            .sync()
            .channel();
    int port = ((InetSocketAddress) server.localAddress()).getPort();
    ask(port, "/", 3);
    HttpRequest patient =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
            .expectContinue(true)
            .POST(HttpRequest.BodyPublishers.ofString("a body"))
            .build();
    CLIENT.send(patient, BodyHandlers.discarding());
  }

  private static void reactorNetty() throws Exception {
    DisposableServer server =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .handle((request, response) -> response.sendString(Mono.just("flow")))
            .bindNow();
    ask(server.port(), "/", 5);
  }

  private static void grpc() throws Exception {
    GrpcService service = new GrpcService(new Backend());
    for (int i = 0; i < 6; i++) {
      service.use();
    }
  }

  private static void kafka() throws Exception {
    BrokerStub broker = new BrokerStub(new Backend());
    TopicPartition partition = new TopicPartition(BrokerStub.TOPIC, 0);
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.address(), "check.crcs", true),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seek(partition, 0);
      int polled = 0;
      while (polled < BrokerStub.RECORDS) {
        polled += consumer.poll(Duration.ofSeconds(1)).count();
      }
    }
  }

  private static void ask(int port, String path, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
      int status = CLIENT.send(request, BodyHandlers.discarding()).statusCode();
      if (status != 200) {
        throw new IllegalStateException(path + " answered " + status);
      }
    }
  }

  /** Made by the container. */
  public static final class Answer extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      response.setStatus(200);
    }
  }

  private static final class Pipeline extends ChannelInitializer<Channel> {

    @Override
    protected void initChannel(Channel channel) {
      channel
          .pipeline()
          .addLast(new HttpServerCodec(), new HttpObjectAggregator(1 << 16), new Greeter());
    }
  }

  private static final class Greeter extends SimpleChannelInboundHandler<FullHttpRequest> {

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
      DefaultFullHttpResponse response =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.EMPTY_BUFFER);
      response.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
      Object unused = context.writeAndFlush(response);
    }
  }
}
