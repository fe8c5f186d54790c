package io.threadleak.http.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The files that a web config is made of, as they were read: a digest of each, by which a change is
 * seen. Contents are compared and not times, for a file may change twice within a tick of the
 * clock.
 */
final class ReadFiles {

  /** Larger ones are refused: no certificate chain and no list of users comes near. */
  static final int MAX_BYTES = 1 << 20;

  private static final String MISSING = "missing";

  private final Path directory;
  private final Map<Path, String> digests = new LinkedHashMap<>();

  /**
   * None as yet.
   *
   * @param directory that relative paths begin at
   */
  ReadFiles(Path directory) {
    this.directory = directory;
  }

  /**
   * The text of a file.
   *
   * @param key that names the file, for messages
   */
  String read(String key, String name) throws WebConfigException {
    Path path;
    try {
      path = directory.resolve(name);
    } catch (InvalidPathException e) {
      throw new WebConfigException("%s is '%s', which is no path".formatted(key, name), e);
    }
    try {
      byte[] bytes = bytes(path);
      digests.put(path, digest(bytes));
      if (bytes.length > MAX_BYTES) {
        throw new WebConfigException(
            "%s %s is larger than %d bytes: give another".formatted(key, path, MAX_BYTES));
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new WebConfigException(
          "%s %s is no text in UTF-8: give another".formatted(key, path), e);
    } catch (IOException e) {
      digests.put(path, MISSING);
      throw new WebConfigException(
          "%s %s cannot be read (%s): give one that this process may read"
              .formatted(key, path, e.getClass().getSimpleName()),
          e);
    }
  }

  private static byte[] bytes(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(MAX_BYTES + 1);
    }
  }

  /** Whether any file is another now. */
  boolean changed() {
    for (Map.Entry<Path, String> file : digests.entrySet()) {
      String now;
      try {
        now = digest(bytes(file.getKey()));
      } catch (IOException e) {
        now = MISSING;
      }
      if (!now.equals(file.getValue())) {
        return true;
      }
    }
    return false;
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // each JVM has it
    }
  }
}
