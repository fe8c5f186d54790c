package com.acme.misuse;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * An event loop group of Netty's for each request. The second one is first used by the one thread
 * that the JDK has for all delayed tasks.
 */
final class NettyPerRequest implements Misuse {

  @Override
  public void first(URI backend) throws Exception {
    EventLoopGroup group = Kept.keep(new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory()));
    new Bootstrap()
        .group(group)
        .channel(NioSocketChannel.class)
        .handler(new Nothing())
        .connect(backend.getHost(), backend.getPort())
        .sync();
  }

  @Override
  public void second(URI backend) throws Exception {
    EventLoopGroup group = Kept.keep(new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory()));
    CompletableFuture.runAsync(
            () -> {}, CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS, group))
        .get();
  }

  private static final class Nothing extends ChannelInitializer<Channel> {

    @Override
    protected void initChannel(Channel channel) {}
  }
}
