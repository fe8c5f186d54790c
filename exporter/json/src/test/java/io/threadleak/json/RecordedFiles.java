package io.threadleak.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is found in a directory of recordings, read by a plain parser. */
final class RecordedFiles {

  private RecordedFiles() {}

  /** All names, in the order of the alphabet, which is that of time. */
  static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  static long bytes(Path directory) throws IOException {
    long bytes = 0;
    for (String name : names(directory)) {
      bytes += Files.size(directory.resolve(name));
    }
    return bytes;
  }

  /** The rounds of all files; each file must begin with a header and hold whole lines. */
  static List<JsonNode> rounds(Path directory) throws IOException {
    List<JsonNode> rounds = new ArrayList<>();
    for (String name : names(directory)) {
      List<JsonNode> lines = lines(directory.resolve(name));
      if (!lines.get(0).path("format").asString("").equals("threadleak-recording")) {
        throw new IOException(name + " has no header");
      }
      rounds.addAll(lines.subList(1, lines.size()));
    }
    return rounds;
  }

  static List<JsonNode> lines(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    String text =
        file.toString().endsWith(".gz")
            ? new String(new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes(), UTF_8)
            : new String(bytes, UTF_8);
    if (!text.endsWith("\n")) {
      throw new IOException(file + " ends within a line");
    }
    return text.lines().map(line -> JsonMapper.shared().readTree(line)).toList();
  }
}
