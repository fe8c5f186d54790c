package io.threadleak.docs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.commonmark.node.Link;

/**
 * The documents as static HTML: every Markdown file of the project's root, of {@code docs} and of
 * its runbooks becomes a page at the same place, and what they link to stands beside them.
 */
public final class Site {

  private static final List<String> PLACES = List.of("", "docs", "docs/runbooks");
  private static final Path INDEX = Path.of("docs/index.md");

  private final Path root;
  private final Map<Path, Document> documents = new TreeMap<>();
  private final Links links;

  /**
   * Reads the documents.
   *
   * @param root the project's directory
   */
  Site(Path root) throws IOException {
    this.root = root;
    for (String place : PLACES) {
      try (Stream<Path> files = Files.list(root.resolve(place))) {
        for (Path file : files.filter(file -> file.toString().endsWith(".md")).toList()) {
          Path path = root.relativize(file);
          documents.put(path, new Document(path, Files.readString(file)));
        }
      }
    }
    links = new Links(root, documents);
  }

  /** Writes the site of a project's directory into another; exits with 1 where a link is broken. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      System.err.println("Usage: site PROJECT OUT");
      System.exit(2);
    }
    Site site = new Site(Path.of(arguments[0]));
    List<String> broken = site.brokenLinks();
    broken.forEach(System.err::println);
    if (!broken.isEmpty()) {
      System.err.printf("site: FAILED: %d links lead nowhere%n", broken.size());
      System.exit(1);
    }
    Path out = Path.of(arguments[1]);
    site.write(out);
    System.err.printf("site: %d pages in %s%n", site.documents.size(), out.resolve("index.html"));
  }

  /** Links and anchors that lead nowhere, each with its document. */
  List<String> brokenLinks() {
    return documents.values().stream().flatMap(each -> links.broken(each).stream()).toList();
  }

  /** Documents beside the index, by their titles; runbooks are reached by the alerts. */
  List<Path> documentsOutsideOfTheIndex() {
    List<Path> order = navigation().order();
    return documents.keySet().stream()
        .filter(path -> path.startsWith("docs") && !path.startsWith("docs/runbooks"))
        .filter(path -> !order.contains(path))
        .toList();
  }

  /** Writes all pages, their style and what they link to. */
  void write(Path out) throws IOException {
    PageWriter writer = new PageWriter(documents, navigation(), links);
    for (Document document : documents.values()) {
      copyTargets(document, out);
    }
    for (Document document : documents.values()) {
      write(out.resolve(PageWriter.html(document.path())), writer.write(document));
    }
    write(
        out.resolve("index.html"),
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>threadleak</title>
        <meta http-equiv="refresh" content="0; url=docs/index.html"></head>
        <body><p><a href="docs/index.html">threadleak's documents</a></p></body></html>
        """);
    try (InputStream style = Site.class.getResourceAsStream("style.css")) {
      Files.copy(
          Objects.requireNonNull(style, "style.css"),
          out.resolve("style.css"),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private Navigation navigation() {
    return new Navigation(Objects.requireNonNull(documents.get(INDEX), "docs/index.md is missing"));
  }

  private void copyTargets(Document document, Path out) throws IOException {
    for (Link link : document.links()) {
      Path target = Links.target(document.path(), link.getDestination());
      if (!Links.isForeign(link.getDestination()) && !documents.containsKey(target)) {
        copy(target, out);
      }
    }
  }

  private void copy(Path target, Path out) throws IOException {
    Path file = root.resolve(target);
    if (!Files.isDirectory(file)) {
      Files.createDirectories(Objects.requireNonNull(out.resolve(target).getParent()));
      Files.copy(file, out.resolve(target), StandardCopyOption.REPLACE_EXISTING);
      return;
    }
    List<Path> inside = new ArrayList<>();
    try (Stream<Path> files = Files.list(file)) {
      files.filter(Files::isRegularFile).sorted().map(root::relativize).forEach(inside::add);
    }
    StringBuilder list = new StringBuilder("# " + target + "\n\n");
    for (Path each : inside) {
      copy(each, out);
      list.append("- [%1$s](%1$s)%n".formatted(each.getFileName()));
    }
    Document listing = new Document(target.resolve("index.md"), list.toString());
    write(
        out.resolve(target).resolve("index.html"),
        new PageWriter(documents, navigation(), links).write(listing));
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, text);
  }
}
