package io.threadleak.evidence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes bundles. All is written under a name that is no bundle's and then renamed, so that a
 * bundle is whole once it is seen. Used by one thread at a time.
 */
final class BundleWriter {

  private static final String REHEARSAL = "rehearsal";

  private final EvidenceDirectory directory;
  private final EvidenceShelf shelf;
  private final EvidenceLimits limits;
  private final Map<String, EvidencePart> parts = new LinkedHashMap<>();
  private final Clock clock;

  /**
   * Touches no file yet.
   *
   * @param parts in the order in which they are written, by the names that the manifest gives them
   */
  BundleWriter(
      EvidenceDirectory directory,
      EvidenceLimits limits,
      Map<String, EvidencePart> parts,
      Clock clock) {
    this.directory = directory;
    this.shelf = new EvidenceShelf(directory.path(), limits);
    this.limits = limits;
    this.clock = clock;
    this.parts.put("summary", new Summary());
    this.parts.putAll(parts);
  }

  /**
   * Writes a bundle.
   *
   * @return where it lies
   * @throws IOException if nothing of it could be written; nothing of it is left
   */
  Path write(Scene scene) throws IOException {
    Path part = begin(scene.trigger().label());
    try {
      fill(part, scene);
      return directory.complete(part);
    } catch (Throwable e) {
      EvidenceShelf.delete(part);
      throw e;
    }
  }

  /**
   * Does all that writing a bundle does, and leaves none: so that every class is there when it
   * counts, and a directory that cannot be written to is known before.
   *
   * @throws IOException if nothing could be written
   */
  void rehearse(Scene scene) throws IOException {
    Path part = begin(REHEARSAL);
    try {
      fill(part, scene);
    } finally {
      EvidenceShelf.delete(part);
    }
    shelf.clear();
  }

  /**
   * Deletes the oldest bundles of what is too many or too much.
   *
   * @return how many were deleted
   * @throws IOException if it cannot
   */
  int clear() throws IOException {
    return shelf.clear();
  }

  private Path begin(String what) throws IOException {
    Instant now = clock.instant();
    directory.make();
    shelf.sweep(now);
    return directory.begin(what, now);
  }

  private void fill(Path folder, Scene scene) throws IOException {
    BundleFolder bundle = new BundleFolder(folder, limits.bundleBytes());
    Manifest manifest = new Manifest();
    Throwable last = null;
    for (Map.Entry<String, EvidencePart> part : parts.entrySet()) {
      try {
        part.getValue().write(scene, bundle);
      } catch (Throwable e) {
        manifest.failed(part.getKey(), e);
        last = e;
      } finally {
        // An interrupt, by who has no time left, cuts one part short: the rest is written.
        Thread.interrupted();
      }
    }
    if (bundle.written().isEmpty() && last != null) {
      throw new IOException("no part of it could be written", last);
    }
    String text = manifest.text(scene, bundle.written(), clock.instant());
    try {
      bundle.add(Manifest.NAME, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
