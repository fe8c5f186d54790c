package io.threadleak.docs;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.renderer.html.HtmlRenderer;

/** Writes one document as a page: skip link, navigation, text, the one before and the next one. */
final class PageWriter {

  private final Map<Path, Document> documents;
  private final Navigation navigation;
  private final Links links;

  PageWriter(Map<Path, Document> documents, Navigation navigation, Links links) {
    this.documents = documents;
    this.navigation = navigation;
    this.links = links;
  }

  String write(Document document) {
    String up = "../".repeat(document.path().getNameCount() - 1);
    return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>%s</title>
        <link rel="stylesheet" href="%sstyle.css">
        </head>
        <body>
        <a class="skip" href="#text">Skip to the text</a>
        <header><a href="%sdocs/index.html">threadleak</a></header>
        <div class="columns">
        <nav aria-label="Documents"><details open><summary>Documents</summary>
        %s</details></nav>
        <main id="text">
        %s%s</main>
        </div>
        </body>
        </html>
        """
        .formatted(
            escape(
                document.title().equals("threadleak")
                    ? "threadleak"
                    : document.title() + " · threadleak"),
            up,
            up,
            menu(document, up),
            text(document),
            neighbours(document, up));
  }

  private String text(Document document) {
    for (Link link : document.links()) {
      link.setDestination(links.onSite(document, link.getDestination()));
    }
    return HtmlRenderer.builder()
        .extensions(List.of(TablesExtension.create()))
        .attributeProviderFactory(
            context -> (node, tag, attributes) -> describe(document, node, tag, attributes))
        .build()
        .render(document.root());
  }

  /**
   * Anchors for headings; what is wider than a phone scrolls by itself, by the keyboard as well.
   */
  private static void describe(
      Document document, Node node, String tag, Map<String, String> attributes) {
    if (node instanceof Heading) {
      attributes.put("id", document.anchor(node));
    }
    if ((node instanceof TableBlock && tag.equals("table"))
        || (node instanceof FencedCodeBlock && tag.equals("pre"))) {
      attributes.put("tabindex", "0");
    }
  }

  private String menu(Document document, String up) {
    StringBuilder menu = new StringBuilder();
    for (Navigation.Section section : navigation.sections()) {
      menu.append("<h2>").append(escape(section.title())).append("</h2>\n<ul>\n");
      for (Path page : section.pages()) {
        String here = page.equals(document.path()) ? " aria-current=\"page\"" : "";
        menu.append(
            "<li><a href=\"%s\"%s>%s</a></li>\n".formatted(up + html(page), here, name(page)));
      }
      menu.append("</ul>\n");
    }
    return menu.toString();
  }

  private String neighbours(Document document, String up) {
    List<Path> order = navigation.order();
    int at = order.indexOf(document.path());
    if (at < 0) {
      return "";
    }
    String before = at == 0 ? "" : neighbour(order.get(at - 1), "prev", "Before: ", up);
    String next = at == order.size() - 1 ? "" : neighbour(order.get(at + 1), "next", "Next: ", up);
    return "<nav class=\"neighbours\" aria-label=\"Before and next\">\n"
        + before
        + next
        + "</nav>\n";
  }

  private String neighbour(Path page, String relation, String word, String up) {
    return "<a rel=\"%s\" href=\"%s\">%s%s</a>\n"
        .formatted(relation, up + html(page), word, name(page));
  }

  private String name(Path page) {
    Document document = documents.get(page);
    return escape(document == null ? page.toString() : document.title());
  }

  static String html(Path page) {
    return page.toString().replaceFirst("\\.md$", ".html");
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
