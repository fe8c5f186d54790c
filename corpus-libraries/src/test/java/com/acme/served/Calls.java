package com.acme.served;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;

/** A gRPC service whose methods leave a thread behind wherever they are called. */
final class Calls {

  private static final MethodDescriptor<byte[], byte[]> PLACE =
      method("shop.Orders/Place", MethodType.UNARY);
  private static final MethodDescriptor<byte[], byte[]> IMPORT =
      method("shop.Orders/Import", MethodType.CLIENT_STREAMING);

  private Calls() {}

  /** Places three orders, and imports two twice. */
  static void serve() throws Exception {
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(
                ServerServiceDefinition.builder("shop.Orders")
                    .addMethod(PLACE, ServerCalls.asyncUnaryCall(Calls::place))
                    .addMethod(IMPORT, ServerCalls.asyncClientStreamingCall(Calls::beginImport))
                    .build())
            .build()
            .start();
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", server.getPort()).usePlaintext().build();
    for (int i = 0; i < 3; i++) {
      ClientCalls.blockingUnaryCall(channel, PLACE, CallOptions.DEFAULT, new byte[1]);
    }
    importTwo(channel);
    importTwo(channel);
  }

  private static void importTwo(ManagedChannel channel) throws Exception {
    Answer answer = new Answer();
    StreamObserver<byte[]> orders =
        ClientCalls.asyncClientStreamingCall(channel.newCall(IMPORT, CallOptions.DEFAULT), answer);
    orders.onNext(new byte[1]);
    orders.onNext(new byte[1]);
    orders.onCompleted();
    answer.over.get();
  }

  private static void place(byte[] order, StreamObserver<byte[]> response) {
    Left.behind();
    response.onNext(order);
    response.onCompleted();
  }

  private static StreamObserver<byte[]> beginImport(StreamObserver<byte[]> response) {
    Left.behind();
    return new StreamObserver<>() {
      @Override
      public void onNext(byte[] order) {
        Left.behind();
      }

      @Override
      public void onError(Throwable failure) {
        response.onError(failure);
      }

      @Override
      public void onCompleted() {
        Left.behind();
        response.onNext(new byte[1]);
        response.onCompleted();
      }
    };
  }

  private static MethodDescriptor<byte[], byte[]> method(String name, MethodType type) {
    return MethodDescriptor.<byte[], byte[]>newBuilder()
        .setType(type)
        .setFullMethodName(name)
        .setRequestMarshaller(new Bytes())
        .setResponseMarshaller(new Bytes())
        .build();
  }

  private static final class Answer implements StreamObserver<byte[]> {

    final CompletableFuture<byte[]> over = new CompletableFuture<>();

    @Override
    public void onNext(byte[] answer) {
      // What matters is the end.
    }

    @Override
    public void onError(Throwable failure) {
      over.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
      over.complete(new byte[0]);
    }
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {

    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      return new byte[1];
    }
  }
}
