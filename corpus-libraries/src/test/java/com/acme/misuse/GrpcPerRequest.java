package com.acme.misuse;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/**
 * A channel of gRPC's for each request, whose server is down. Its event loops are shared by all
 * channels, so that only the first request starts threads; the second kind brings an executor for
 * each channel, whose thread is started by such an event loop.
 */
final class GrpcPerRequest implements Misuse {

  private static final MethodDescriptor<byte[], byte[]> ASK =
      MethodDescriptor.<byte[], byte[]>newBuilder()
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName("misuse/ask")
          .setRequestMarshaller(new Bytes())
          .setResponseMarshaller(new Bytes())
          .build();

  @Override
  public void first(URI backend) {
    ManagedChannel channel =
        Kept.keep(NettyChannelBuilder.forAddress("127.0.0.1", 1).usePlaintext().build());
    try {
      ClientCalls.blockingUnaryCall(channel, ASK, CallOptions.DEFAULT, new byte[0]);
      throw new IllegalStateException("somebody listens at port 1");
    } catch (StatusRuntimeException expected) {
      Kept.keep(expected);
    }
  }

  @Override
  public void second(URI backend) throws Exception {
    ManagedChannel channel =
        Kept.keep(
            NettyChannelBuilder.forAddress("127.0.0.1", 1)
                .usePlaintext()
                .executor(Executors.newFixedThreadPool(2))
                .build());
    try {
      ClientCalls.futureUnaryCall(channel.newCall(ASK, CallOptions.DEFAULT), new byte[0]).get();
      throw new IllegalStateException("somebody listens at port 1");
    } catch (ExecutionException expected) {
      Kept.keep(expected);
    }
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {

    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      return new byte[0];
    }
  }
}
