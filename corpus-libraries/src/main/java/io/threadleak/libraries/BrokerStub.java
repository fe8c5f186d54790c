package io.threadleak.libraries;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.message.ApiVersionsResponseData.ApiVersion;
import org.apache.kafka.common.message.ApiVersionsResponseData.ApiVersionCollection;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseBroker;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseBrokerCollection;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponsePartition;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseTopic;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseTopicCollection;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.message.ProduceResponseData.PartitionProduceResponse;
import org.apache.kafka.common.message.ProduceResponseData.TopicProduceResponse;
import org.apache.kafka.common.message.ProduceResponseData.TopicProduceResponseCollection;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.RequestUtils;

/**
 * A socket that speaks as much of Kafka's protocol as a producer, an administrator and a consumer
 * of its one partition need: one broker, one topic; every record is thrown away, and a few others
 * are there to be fetched, once. A thread per connection.
 */
final class BrokerStub implements AutoCloseable {

  /** The only topic. */
  static final String TOPIC = "questions";

  /** How many records can be fetched. */
  static final int RECORDS = 7;

  /** The last versions of requests that name their topic. */
  private static final short PRODUCE_VERSION = 11;

  private static final short FETCH_VERSION = 12;

  private static final short METADATA_VERSION = 12;

  private static final long EMPTY_FETCH_NANOS = 100_000_000;

  private final Backend backend;
  private final ServerSocket server;
  private final AtomicBoolean fetched = new AtomicBoolean();

  /** Starts it. */
  BrokerStub(Backend backend) throws IOException {
    this.backend = backend;
    server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  /** Where clients find it. */
  String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void accept() throws IOException {
    while (true) {
      Socket connection = server.accept();
      start(() -> serve(connection));
    }
  }

  private void serve(Socket connection) throws IOException {
    try (connection;
        DataInputStream in = new DataInputStream(connection.getInputStream());
        DataOutputStream out =
            new DataOutputStream(new BufferedOutputStream(connection.getOutputStream()))) {
      while (true) {
        byte[] request = new byte[in.readInt()];
        in.readFully(request);
        RequestHeader header = RequestHeader.parse(ByteBuffer.wrap(request));
        ByteBuffer response =
            RequestUtils.serialize(
                header.toResponseHeader().data(),
                header.toResponseHeader().headerVersion(),
                answer(header.apiKey()),
                header.apiVersion());
        out.writeInt(response.remaining());
        byte[] bytes = new byte[response.remaining()];
        response.get(bytes);
        out.write(bytes);
        out.flush();
      }
    }
  }

  private ApiMessage answer(ApiKeys asked) throws IOException {
    return switch (asked) {
      case API_VERSIONS -> versions();
      case METADATA -> metadata();
      case PRODUCE -> produced();
      case FETCH -> fetched();
      default -> throw new IOException("a request for " + asked);
    };
  }

  private static ApiMessage versions() {
    ApiVersionCollection versions = new ApiVersionCollection();
    versions.add(version(ApiKeys.API_VERSIONS, ApiKeys.API_VERSIONS.latestVersion()));
    versions.add(version(ApiKeys.METADATA, METADATA_VERSION));
    versions.add(version(ApiKeys.PRODUCE, PRODUCE_VERSION));
    versions.add(version(ApiKeys.FETCH, FETCH_VERSION));
    return new ApiVersionsResponseData().setApiKeys(versions);
  }

  private static ApiVersion version(ApiKeys key, short latest) {
    return new ApiVersion()
        .setApiKey(key.id)
        .setMinVersion(key.oldestVersion())
        .setMaxVersion(latest);
  }

  private ApiMessage metadata() {
    MetadataResponseBrokerCollection brokers = new MetadataResponseBrokerCollection();
    brokers.add(new MetadataResponseBroker().setHost("127.0.0.1").setPort(server.getLocalPort()));
    MetadataResponseTopicCollection topics = new MetadataResponseTopicCollection();
    topics.add(
        new MetadataResponseTopic()
            .setName(TOPIC)
            .setPartitions(
                List.of(
                    new MetadataResponsePartition()
                        .setReplicaNodes(List.of(0))
                        .setIsrNodes(List.of(0)))));
    return new MetadataResponseData().setBrokers(brokers).setControllerId(0).setTopics(topics);
  }

  private ApiMessage produced() {
    backend.ask();
    TopicProduceResponseCollection topics = new TopicProduceResponseCollection();
    topics.add(
        new TopicProduceResponse()
            .setName(TOPIC)
            .setPartitionResponses(List.of(new PartitionProduceResponse())));
    return new ProduceResponseData().setResponses(topics);
  }

  private ApiMessage fetched() {
    FetchResponseData.PartitionData partition =
        new FetchResponseData.PartitionData()
            .setHighWatermark(RECORDS)
            .setLastStableOffset(RECORDS)
            .setLogStartOffset(0)
            .setRecords(fetched.getAndSet(true) ? MemoryRecords.EMPTY : records());
    if (partition.records() == MemoryRecords.EMPTY) {
      LockSupport.parkNanos(EMPTY_FETCH_NANOS);
    }
    return new FetchResponseData()
        .setResponses(
            List.of(
                new FetchResponseData.FetchableTopicResponse()
                    .setTopic(TOPIC)
                    .setPartitions(List.of(partition))));
  }

  private static MemoryRecords records() {
    SimpleRecord[] records = new SimpleRecord[RECORDS];
    Arrays.fill(records, new SimpleRecord("question".getBytes(StandardCharsets.UTF_8)));
    return MemoryRecords.withRecords(Compression.NONE, records);
  }

  /** Until its socket is closed, by either side. */
  private static void start(Serving serving) {
    Thread thread =
        new Thread(
            () -> {
              try {
                serving.run();
              } catch (IOException closed) {
                return;
              }
            },
            "broker stub");
    thread.setDaemon(true);
    thread.start();
  }

  /** What a thread does until its socket is closed. */
  @FunctionalInterface
  private interface Serving {
    void run() throws IOException;
  }
}
