package io.threadleak.libraries;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A producer and an administrator of Kafka, whose callers wait for what their network threads
 * bring. The broker is a {@link BrokerStub}; a second producer finds none, and tries for ever.
 */
final class KafkaClients implements Library {

  private static final Duration ENDING = Duration.ofSeconds(2);

  private final BrokerStub broker;
  private final KafkaProducer<String, String> producer;
  private final KafkaProducer<String, String> lost;
  private final Admin admin;

  /** Starts all. */
  KafkaClients(Backend backend) throws IOException {
    broker = new BrokerStub(backend);
    producer = producer(broker.address());
    lost = producer("127.0.0.1:9");
    admin = Admin.create(Map.of("bootstrap.servers", broker.address()));
  }

  @Override
  public void use() throws ExecutionException, InterruptedException {
    producer.send(new ProducerRecord<>(BrokerStub.TOPIC, "question")).get();
    if (!admin.listTopics().names().get().contains(BrokerStub.TOPIC)) {
      throw new IllegalStateException("no topic");
    }
  }

  @Override
  public void end() throws IOException {
    producer.close(ENDING);
    lost.close(ENDING);
    admin.close(ENDING);
    broker.close();
  }

  private static KafkaProducer<String, String> producer(String address) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", address, "enable.idempotence", false, "acks", "1"),
        new StringSerializer(),
        new StringSerializer());
  }
}
