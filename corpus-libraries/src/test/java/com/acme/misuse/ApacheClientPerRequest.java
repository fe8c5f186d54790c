package com.acme.misuse;

import java.net.URI;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.util.TimeValue;

/**
 * A client of Apache's for each request: the asynchronous one, whose main thread starts the others,
 * and the classic one with a thread that evicts idle connections.
 */
final class ApacheClientPerRequest implements Misuse {

  @Override
  public void first(URI backend) throws Exception {
    CloseableHttpAsyncClient client = Kept.keep(HttpAsyncClients.createDefault());
    client.start();
    SimpleHttpRequest request = SimpleRequestBuilder.get(backend).build();
    client.execute(request, null).get();
  }

  @Override
  public void second(URI backend) throws Exception {
    Kept.keep(HttpClients.custom().evictIdleConnections(TimeValue.ofMinutes(1)).build())
        .execute(new HttpGet(backend), response -> response.getCode());
  }
}
