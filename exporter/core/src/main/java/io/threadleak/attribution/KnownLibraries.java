package io.threadleak.attribution;

import java.util.List;

/**
 * Package prefixes of widely used libraries that start threads for others, or stand between them
 * and the code that asked. Only a second opinion: where a class came from tells more.
 */
final class KnownLibraries {

  private static final List<String> PREFIXES =
      List.of(
          "akka.",
          "ch.qos.logback.",
          "clojure.",
          "co.elastic.",
          "com.amazonaws.",
          "com.azure.",
          "com.codahale.",
          "com.couchbase.",
          "com.datastax.",
          "com.esotericsoftware.",
          "com.fasterxml.",
          "com.github.benmanes.",
          "com.google.api.",
          "com.google.cloud.",
          "com.google.common.",
          "com.google.firebase.",
          "com.google.inject.",
          "com.google.protobuf.",
          "com.hazelcast.",
          "com.lmax.",
          "com.microsoft.",
          "com.mongodb.",
          "com.mysql.",
          "com.netflix.",
          "com.newrelic.",
          "com.rabbitmq.",
          "com.squareup.",
          "com.typesafe.",
          "com.zaxxer.",
          "datadog.",
          "feign.",
          "freemarker.",
          "groovy.",
          "io.dropwizard.",
          "io.github.resilience4j.",
          "io.grpc.",
          "io.helidon.",
          "io.lettuce.",
          "io.micrometer.",
          "io.micronaut.",
          "io.netty.",
          "io.opentelemetry.",
          "io.prometheus.",
          "io.quarkus.",
          "io.reactivex.",
          "io.smallrye.",
          "io.undertow.",
          "io.vertx.",
          "jakarta.",
          "javax.",
          "junit.",
          "kotlin.",
          "kotlinx.",
          "liquibase.",
          "net.bytebuddy.",
          "net.jodah.",
          "net.sf.ehcache.",
          "okhttp3.",
          "okio.",
          "oracle.",
          "org.agrona.",
          "org.apache.",
          "org.awaitility.",
          "org.codehaus.",
          "org.ehcache.",
          "org.eclipse.",
          "org.elasticsearch.",
          "org.flywaydb.",
          "org.glassfish.",
          "org.gradle.",
          "org.h2.",
          "org.hibernate.",
          "org.infinispan.",
          "org.jboss.",
          "org.jctools.",
          "org.jetbrains.",
          "org.jooq.",
          "org.junit.",
          "org.mariadb.",
          "org.mockito.",
          "org.mongodb.",
          "org.mozilla.",
          "org.neo4j.",
          "org.openjdk.",
          "org.opensearch.",
          "org.postgresql.",
          "org.quartz.",
          "org.redisson.",
          "org.rocksdb.",
          "org.scalatest.",
          "org.slf4j.",
          "org.springframework.",
          "org.testcontainers.",
          "org.testng.",
          "org.wildfly.",
          "org.xnio.",
          "reactor.",
          "redis.clients.",
          "retrofit2.",
          "rx.",
          "scala.",
          "software.amazon.",
          "tools.jackson.",
          "zio.");

  private KnownLibraries() {}

  /** Whether a class of that name belongs to one of them. */
  static boolean has(String className) {
    return prefixLength(className) > 0;
  }

  /** How long the prefix is that a class of that name belongs to one of them by; 0 for none. */
  static int prefixLength(String className) {
    for (String prefix : PREFIXES) {
      if (className.startsWith(prefix)) {
        return prefix.length();
      }
    }
    return 0;
  }
}
