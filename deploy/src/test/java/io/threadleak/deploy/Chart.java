package io.threadleak.deploy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** A chart in the hands of Helm itself, whose Go code is loaded as a library. */
record Chart(Path directory) {

  static final String RELEASE = "watch";
  static final String NAMESPACE = "shop";

  /** The version that Helm takes the cluster to have: its own default is long past. */
  private static final String KUBERNETES = "1.31.0";

  /** {@code helm template watch DIRECTORY --namespace shop --kube-version 1.31.0}. */
  String render() {
    return text(template());
  }

  /** The same with {@code --values} of this text. */
  String render(String values) {
    try {
      Path file = Files.createTempFile("threadleak-values-", ".yaml");
      try {
        Files.writeString(file, values);
        return text(template().withValuesFile(file));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code helm lint --strict DIRECTORY}. */
  LintResult lint() {
    return new Helm(directory).lint().strict().call();
  }

  /** Where nothing is rendered, the library hands over no text at all. */
  private static String text(TemplateCommand template) {
    return Objects.requireNonNullElse(template.call(), "");
  }

  private TemplateCommand template() {
    return new Helm(directory)
        .template()
        .withName(RELEASE)
        .withNamespace(NAMESPACE)
        .withKubeVersion(KUBERNETES);
  }
}
