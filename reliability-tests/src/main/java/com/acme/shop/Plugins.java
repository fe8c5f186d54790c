package com.acme.shop;

import java.net.URL;
import java.net.URLClassLoader;

/** Plugins that are loaded, run and dropped, each by a class loader of its own. */
final class Plugins {

  private static final int LOADERS = 10;

  private final DroppedLoaders dropped;

  Plugins(DroppedLoaders dropped) {
    this.dropped = dropped;
  }

  /** Runs ten. */
  String run() throws Exception {
    URL classes = Plugins.class.getProtectionDomain().getCodeSource().getLocation();
    for (int i = 0; i < LOADERS; i++) {
      try (URLClassLoader loader =
          new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
        Runnable plugin =
            (Runnable)
                loader
                    .loadClass("com.acme.shop.plugin.Discount")
                    .getDeclaredConstructor()
                    .newInstance();
        plugin.run();
        dropped.add(loader);
      }
    }
    return "done";
  }
}
