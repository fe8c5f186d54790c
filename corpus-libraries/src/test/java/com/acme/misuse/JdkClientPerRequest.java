package com.acme.misuse;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** A client of the JDK's for each request; its selector is a thread, and so are its workers. */
final class JdkClientPerRequest implements Misuse {

  @Override
  public void first(URI backend) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(backend).build();
    Kept.keep(HttpClient.newHttpClient()).send(request, BodyHandlers.discarding());
  }

  @Override
  public void second(URI backend) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(backend).build();
    Kept.keep(HttpClient.newHttpClient()).sendAsync(request, BodyHandlers.discarding()).get();
  }
}
