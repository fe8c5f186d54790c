package com.acme.misuse;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** A client of OkHttp for each request; each has a dispatcher of its own. */
final class OkHttpPerRequest implements Misuse {

  @Override
  public void first(URI backend) throws Exception {
    Answer answer = new Answer();
    Request request = new Request.Builder().url(backend.toString()).build();
    Kept.keep(new OkHttpClient()).newCall(request).enqueue(answer);
    answer.code.get();
  }

  @Override
  public void second(URI backend) throws Exception {
    Answer answer = new Answer();
    Request request = new Request.Builder().url(backend.toString()).build();
    Kept.keep(new OkHttpClient()).newCall(request).enqueue(answer);
    answer.code.get();
  }

  private static final class Answer implements Callback {

    final CompletableFuture<Integer> code = new CompletableFuture<>();

    @Override
    public void onResponse(Call call, Response response) {
      try (Response closed = response) {
        code.complete(closed.code());
      }
    }

    @Override
    public void onFailure(Call call, IOException failure) {
      code.completeExceptionally(failure);
    }
  }
}
