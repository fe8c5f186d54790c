package io.threadleak.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.commonmark.node.Link;

/**
 * Where the documents' links lead: each has to be a file of the project, and its anchor a heading.
 */
final class Links {

  private final Path root;
  private final Map<Path, Document> documents;

  Links(Path root, Map<Path, Document> documents) {
    this.root = root;
    this.documents = documents;
  }

  /** Whether a destination is an address of the web, and so none of ours. */
  static boolean isForeign(String destination) {
    return destination.matches("[a-z]+:.*");
  }

  /** The file that a link of a document leads to, from the project's root. */
  static Path target(Path from, String destination) {
    String file = destination.replaceFirst("#.*", "");
    return file.isEmpty() ? from : from.resolveSibling(file).normalize();
  }

  /** All links of a document that lead nowhere, with the reason. */
  List<String> broken(Document document) {
    List<String> broken = new ArrayList<>();
    for (Link link : document.links()) {
      String destination = link.getDestination();
      if (!isForeign(destination)) {
        Path target = target(document.path(), destination);
        Document there = documents.get(target);
        int anchor = destination.indexOf('#');
        if (!Files.exists(root.resolve(target))) {
          broken.add("%s: no file for %s".formatted(document.path(), destination));
        } else if (anchor >= 0
            && (there == null
                || !there.anchorNames().contains(destination.substring(anchor + 1)))) {
          broken.add("%s: no heading for %s".formatted(document.path(), destination));
        }
      }
    }
    return broken;
  }

  /** What a link is on the site: HTML for Markdown, a directory's list of files for a directory. */
  String onSite(Document document, String destination) {
    if (isForeign(destination) || destination.startsWith("#")) {
      return destination;
    }
    Path target = target(document.path(), destination);
    if (Files.isDirectory(root.resolve(target))) {
      return destination.replaceFirst("/?$", "/index.html");
    }
    return documents.containsKey(target)
        ? destination.replaceFirst("\\.md(?=#|$)", ".html")
        : destination;
  }
}
