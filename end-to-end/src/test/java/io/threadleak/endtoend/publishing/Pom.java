package io.threadleak.endtoend.publishing;

import io.threadleak.endtoend.fixture.Project;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** One of the project's POMs, as it stands in its file. */
final class Pom {

  private final Path directory;
  private final Document document;
  private final XPath xpath = XPathFactory.newInstance().newXPath();

  private Pom(Path directory, Document document) {
    this.directory = directory;
    this.document = document;
  }

  /** That of a directory of the project; empty for the parent. */
  static Pom of(String directory) throws Exception {
    Path place = Project.root().resolve(directory);
    return new Pom(
        place,
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(place.resolve("pom.xml").toFile()));
  }

  /** The parent's and those of all its modules, the parent's first. */
  static List<Pom> all() throws Exception {
    Pom parent = of("");
    List<Pom> poms = new ArrayList<>(List.of(parent));
    for (String module : parent.texts("/project/modules/module")) {
      poms.add(of(module));
    }
    return poms;
  }

  /** Those of which something is published: all that do not say otherwise. */
  static List<Pom> shipping() throws Exception {
    return all().stream()
        .filter(pom -> !pom.text("/project/properties/maven.deploy.skip").equals("true"))
        .toList();
  }

  String artifact() {
    return text("/project/artifactId");
  }

  Path directory() {
    return directory;
  }

  /** The text at a path, without space around it; empty where there is none. */
  String text(String path) {
    try {
      return xpath.evaluate(path, document).strip();
    } catch (XPathExpressionException wrong) {
      throw new IllegalArgumentException(path, wrong);
    }
  }

  /** The texts at a path, in their order. */
  List<String> texts(String path) {
    try {
      NodeList nodes = (NodeList) xpath.evaluate(path, document, XPathConstants.NODESET);
      return IntStream.range(0, nodes.getLength())
          .mapToObj(index -> nodes.item(index).getTextContent().strip())
          .toList();
    } catch (XPathExpressionException wrong) {
      throw new IllegalArgumentException(path, wrong);
    }
  }

  /** What a jar of it has relocated into itself by the shade plugin's includes. */
  Stream<String> shadedIncludes() {
    return texts("//artifactSet/includes/include").stream();
  }

  @Override
  public String toString() {
    return artifact();
  }
}
