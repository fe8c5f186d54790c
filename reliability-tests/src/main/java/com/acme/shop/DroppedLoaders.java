package com.acme.shop;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/** Class loaders that were dropped, and how many of them are still there. */
final class DroppedLoaders {

  private final List<WeakReference<ClassLoader>> dropped = new ArrayList<>();

  /** Notes one that its caller is about to let go of. */
  synchronized void add(ClassLoader loader) {
    dropped.add(new WeakReference<>(loader));
  }

  /** How many a garbage collection leaves, in words. */
  synchronized String left() {
    System.gc();
    long left = dropped.stream().filter(loader -> loader.get() != null).count();
    return left + " of " + dropped.size() + " left";
  }
}
