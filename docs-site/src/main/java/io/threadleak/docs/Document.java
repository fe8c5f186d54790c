package io.threadleak.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** One Markdown file: its headings with the anchors that GitHub gives them, and its links. */
final class Document {

  private static final Parser PARSER =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();

  private static final Pattern NOT_IN_ANCHORS = Pattern.compile("[^\\p{L}\\p{N}\\- _]");

  private final Path path;
  private final Node root;
  private final Map<Node, String> anchors = new HashMap<>();
  private final Set<String> anchorNames = new LinkedHashSet<>();
  private final List<Link> links = new ArrayList<>();
  private String title = "";

  /**
   * Reads one.
   *
   * @param path where it stands, from the project's root
   */
  Document(Path path, String markdown) {
    this.path = path;
    root = PARSER.parse(markdown);
    root.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Heading heading) {
            addHeading(heading);
            visitChildren(heading);
          }

          @Override
          public void visit(Link link) {
            links.add(link);
            visitChildren(link);
          }
        });
  }

  Path path() {
    return path;
  }

  Node root() {
    return root;
  }

  /** The text of its first heading; empty if it has none. */
  String title() {
    return title;
  }

  /** The anchors of its headings, in their order. */
  Set<String> anchorNames() {
    return anchorNames;
  }

  /** The anchor of one of its headings. */
  String anchor(Node heading) {
    return anchors.getOrDefault(heading, "");
  }

  List<Link> links() {
    return links;
  }

  /** The words of a node without their marks. */
  static String text(Node node) {
    StringBuilder text = new StringBuilder();
    node.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text part) {
            text.append(part.getLiteral());
          }

          @Override
          public void visit(Code part) {
            text.append(part.getLiteral());
          }

          @Override
          public void visit(SoftLineBreak part) {
            text.append(' ');
          }
        });
    return text.toString();
  }

  private void addHeading(Heading heading) {
    String text = text(heading);
    if (title.isEmpty()) {
      title = text;
    }
    String name = NOT_IN_ANCHORS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
    name = name.replace(' ', '-');
    String anchor = name;
    for (int again = 1; !anchorNames.add(anchor); again++) {
      anchor = name + "-" + again;
    }
    anchors.put(heading, anchor);
  }
}
