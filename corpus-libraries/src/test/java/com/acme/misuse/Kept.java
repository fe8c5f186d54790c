package com.acme.misuse;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Clients that nobody ends and nobody forgets either, so that no collection ends one of them. */
final class Kept {

  private static final List<Object> ALL = new CopyOnWriteArrayList<>();

  private Kept() {}

  /** Keeps a client until the process ends. */
  static <T> T keep(T client) {
    ALL.add(client);
    return client;
  }
}
