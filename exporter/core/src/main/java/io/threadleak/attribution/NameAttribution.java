package io.threadleak.attribution;

final class NameAttribution {
  private NameAttribution() {}
}
