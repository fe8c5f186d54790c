package io.threadleak.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;

/**
 * The order in which the documents are read: that of the index, whose sections are its headings.
 */
final class Navigation {

  /** A heading of the index with the documents below it. */
  record Section(String title, List<Path> pages) {}

  private final List<Section> sections = new ArrayList<>();
  private final List<Path> order = new ArrayList<>();

  Navigation(Document index) {
    order.add(index.path());
    for (Node node = index.root().getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Heading heading && heading.getLevel() == 2) {
        sections.add(new Section(Document.text(heading), new ArrayList<>()));
      }
      add(index, node);
    }
    sections.removeIf(section -> section.pages().isEmpty());
  }

  private void add(Document index, Node node) {
    for (Link link : index.links()) {
      Path target = Links.target(index.path(), link.getDestination());
      if (isWithin(link, node)
          && target.toString().endsWith(".md")
          && target.startsWith(index.path().getParent())
          && !order.contains(target)) {
        order.add(target);
        if (!sections.isEmpty()) {
          sections.get(sections.size() - 1).pages().add(target);
        }
      }
    }
  }

  private static boolean isWithin(Node node, Node ancestor) {
    Node at = node;
    while (at != null && at != ancestor) {
      at = at.getParent();
    }
    return at == ancestor;
  }

  List<Section> sections() {
    return sections;
  }

  /** All documents that it names, the index first. */
  List<Path> order() {
    return order;
  }
}
