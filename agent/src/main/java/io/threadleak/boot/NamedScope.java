package io.threadleak.boot;

/** A scope whose name is known from the beginning. */
final class NamedScope extends OpenScope {

  private final String name;

  NamedScope(String name) {
    this.name = cut(name);
  }

  @Override
  public String get() {
    return name;
  }
}
