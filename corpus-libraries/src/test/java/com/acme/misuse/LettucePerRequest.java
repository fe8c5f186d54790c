package com.acme.misuse;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisURI;
import java.net.URI;
import java.time.Duration;

/** A client of Lettuce's for each request, whose server is down. */
final class LettucePerRequest implements Misuse {

  /** Nobody listens there. */
  private static final RedisURI NOWHERE =
      RedisURI.builder()
          .withHost("127.0.0.1")
          .withPort(1)
          .withTimeout(Duration.ofSeconds(5))
          .build();

  @Override
  public void first(URI backend) {
    RedisClient client = Kept.keep(RedisClient.create(NOWHERE));
    try {
      client.connect();
      throw new IllegalStateException("somebody listens at port 1");
    } catch (RedisConnectionException expected) {
      Kept.keep(expected);
    }
  }

  @Override
  public void second(URI backend) {
    RedisClient client = Kept.keep(RedisClient.create(NOWHERE));
    try {
      client.connect();
      throw new IllegalStateException("somebody listens at port 1");
    } catch (RedisConnectionException expected) {
      Kept.keep(expected);
    }
  }
}
