package io.threadleak.attribution;

final class JfrAttribution {
  private JfrAttribution() {}
}
