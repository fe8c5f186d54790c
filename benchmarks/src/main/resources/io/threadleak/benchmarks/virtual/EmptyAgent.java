package com.acme.shop;

/** An agent that does nothing: what it costs is the JVM's own price of having any. */
final class EmptyAgent {

  private EmptyAgent() {}

  public static void premain(String options) {}
}
