package com.acme.served;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.EnableKafka;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.mock.MockConsumerFactory;

/** A listener of Spring's to Kafka that leaves a thread behind for each record. */
@Configuration(proxyBeanMethods = false)
@EnableKafka
class Messages {

  private static final String TOPIC = "orders";
  private static final int RECORDS = 5;

  /** Called for each record. */
  @KafkaListener(
      groupId = "shop",
      topicPartitions =
          @org.springframework.kafka.annotation.TopicPartition(topic = TOPIC, partitions = "0"))
  public void receive(String order) {
    Left.behind();
  }

  /** By this name Spring looks for it. */
  @Bean
  ConcurrentKafkaListenerContainerFactory<String, String> kafkaListenerContainerFactory() {
    ConcurrentKafkaListenerContainerFactory<String, String> containers =
        new ConcurrentKafkaListenerContainerFactory<>();
    containers.setConsumerFactory(new MockConsumerFactory<>(Messages::consumer));
    return containers;
  }

  /** A consumer of so many records, from no broker. */
  private static MockConsumer<String, String> consumer() {
    TopicPartition partition = new TopicPartition(TOPIC, 0);
    MockConsumer<String, String> consumer = new MockConsumer<>("earliest");
    consumer.updateBeginningOffsets(Map.of(partition, 0L));
    consumer.updateEndOffsets(Map.of(partition, (long) RECORDS));
    consumer.schedulePollTask(
        () -> {
          for (int i = 0; i < RECORDS; i++) {
            consumer.addRecord(new ConsumerRecord<>(TOPIC, 0, i, null, "order"));
          }
        });
    return consumer;
  }
}
