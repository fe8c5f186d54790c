package io.threadleak.libraries;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultEventExecutorGroup;
import io.netty.util.concurrent.EventExecutorGroup;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** An echo by Netty: event loops, a group of threads for what blocks, and clients that sync. */
final class NettyServer implements Library {

  private static final int BLOCKING_THREADS = 4;

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
  private final EventExecutorGroup blocking = new DefaultEventExecutorGroup(BLOCKING_THREADS);
  private final Backend backend;
  private final Channel server;

  /** Starts it. */
  NettyServer(Backend backend) throws InterruptedException {
    this.backend = backend;
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new Echo());
                  }
                });
    server = bootstrap.bind("127.0.0.1", 0).sync().channel();
  }

  @Override
  public void use() throws InterruptedException {
    Channel channel =
        new Bootstrap()
            .group(loops)
            .channel(NioSocketChannel.class)
            .handler(new ChannelInboundHandlerAdapter())
            .connect(server.localAddress())
            .sync()
            .channel();
    channel
        .writeAndFlush(Unpooled.copiedBuffer("question", StandardCharsets.UTF_8))
        .sync()
        .channel()
        .closeFuture()
        .sync();
  }

  @Override
  public void end() throws InterruptedException {
    server.close().sync();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    blocking.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
  }

  private final class Echo extends SimpleChannelInboundHandler<ByteBuf> {

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf message) {
      ByteBuf echo = message.retain();
      blocking.execute(
          () -> {
            backend.ask();
            var unused = context.writeAndFlush(echo).addListener(ChannelFutureListener.CLOSE);
          });
    }
  }
}
