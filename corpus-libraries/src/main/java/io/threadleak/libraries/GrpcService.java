package io.threadleak.libraries;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A gRPC service that asks the backend, and its client that blocks. */
final class GrpcService implements Library {

  private static final long ENDING_SECONDS = 5;

  private static final MethodDescriptor<String, String> ASK =
      MethodDescriptor.<String, String>newBuilder()
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName("libraries/ask")
          .setRequestMarshaller(new Text())
          .setResponseMarshaller(new Text())
          .build();

  private final Backend backend;
  private final Server server;
  private final ManagedChannel channel;

  /** Starts both. */
  GrpcService(Backend backend) throws IOException {
    this.backend = backend;
    ServerServiceDefinition service =
        ServerServiceDefinition.builder("libraries")
            .addMethod(ASK, ServerCalls.asyncUnaryCall(this::answer))
            .build();
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(service)
            .build()
            .start();
    channel = NettyChannelBuilder.forAddress("127.0.0.1", server.getPort()).usePlaintext().build();
  }

  @Override
  public void use() {
    String answer = ClientCalls.blockingUnaryCall(channel, ASK, CallOptions.DEFAULT, "question");
    if (answer.isEmpty()) {
      throw new IllegalStateException("no answer");
    }
  }

  @Override
  public void end() throws InterruptedException {
    channel.shutdownNow().awaitTermination(ENDING_SECONDS, TimeUnit.SECONDS);
    server.shutdownNow().awaitTermination(ENDING_SECONDS, TimeUnit.SECONDS);
  }

  private void answer(String question, StreamObserver<String> response) {
    response.onNext(question + backend.ask());
    response.onCompleted();
  }

  private static final class Text implements MethodDescriptor.Marshaller<String> {

    @Override
    public InputStream stream(String value) {
      return new ByteArrayInputStream(value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String parse(InputStream stream) {
      try {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
