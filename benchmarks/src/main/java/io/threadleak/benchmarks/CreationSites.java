package io.threadleak.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.DynamicType;

/** Places in the code of an application, as many as asked for: each in a class of its own. */
final class CreationSites {

  private CreationSites() {}

  /** Hands each thread to the starter, from as many sites by turns. */
  static void start(int sites, List<Thread> threads, Consumer<Thread> starter)
      throws ReflectiveOperationException {
    List<BiConsumer<Thread, Consumer<Thread>>> all = new ArrayList<>();
    for (int i = 0; i < sites; i++) {
      all.add(generate("com.acme.shop.orders.OrderService" + i));
    }
    for (int i = 0; i < threads.size(); i++) {
      all.get(i % sites).accept(threads.get(i), starter);
    }
  }

  @SuppressWarnings("unchecked") // a copy of SiteTemplate, whose type is known only here
  private static BiConsumer<Thread, Consumer<Thread>> generate(String className)
      throws ReflectiveOperationException {
    try (DynamicType.Unloaded<SiteTemplate> made =
        new ByteBuddy().redefine(SiteTemplate.class).name(className).make()) {
      Class<?> loaded = made.load(CreationSites.class.getClassLoader()).getLoaded();
      return (BiConsumer<Thread, Consumer<Thread>>) loaded.getConstructor().newInstance();
    }
  }
}
