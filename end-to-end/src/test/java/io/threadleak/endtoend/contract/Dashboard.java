package io.threadleak.endtoend.contract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A Grafana dashboard in the classic schema, and what is wrong with it: names the catalogue does
 * not have, queries that forget the variables, panels that overlap or explain nothing.
 */
final class Dashboard {

  private static final int COLUMNS = 24;
  private static final String DATASOURCE = "${datasource}";
  private static final List<String> VARIABLES = List.of("datasource", "job", "instance", "site");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([a-zA-Z]\\w*)");
  private static final Pattern LABEL_VALUES = Pattern.compile("^label_values\\((.+), (\\w+)\\)$");
  private static final Pattern RATE = Pattern.compile("\\b(?:rate|irate|increase)\\(([^)]*)\\)");

  private final JsonNode root;
  private final Vocabulary words;
  private final List<String> complaints = new ArrayList<>();

  private Dashboard(JsonNode root, Vocabulary words) {
    this.root = root;
    this.words = words;
  }

  /** Everything wrong with it, each complaint beginning with the place; empty where nothing is. */
  static List<String> complaints(JsonNode root, Vocabulary words) {
    Dashboard dashboard = new Dashboard(root, words);
    dashboard.checkFrame();
    dashboard.checkVariables();
    dashboard.checkLayout();
    dashboard.all().forEach(dashboard::checkPanel);
    root.path("annotations").path("list").forEach(dashboard::checkAnnotation);
    return dashboard.complaints;
  }

  private void checkFrame() {
    expect("dashboard", "has a uid", !root.path("uid").asString("").isEmpty());
    expect("dashboard", "has id null, lest it replaces another one", root.path("id").isNull());
    expect("dashboard", "has a title", !root.path("title").asString("").isEmpty());
    expect("dashboard", "has tags", !root.path("tags").isEmpty());
    int schema = root.path("schemaVersion").asInt(0);
    expect("dashboard", "has schemaVersion 39 to 42", schema >= 39 && schema <= 42);
    expect("dashboard", "is not editable", !root.path("editable").asBoolean(true));
    expect("dashboard", "shares the crosshair", root.path("graphTooltip").asInt(0) == 1);
    expect("dashboard", "has a time range", root.path("time").has("from"));
    expect("dashboard", "asks for no input at import", !root.has("__inputs"));
  }

  private void checkVariables() {
    List<String> names = new ArrayList<>();
    for (JsonNode variable : root.path("templating").path("list")) {
      String name = variable.path("name").asString("");
      names.add(name);
      expect(name, "has a label", !variable.path("label").asString("").isEmpty());
      if (variable.path("type").asString("").equals("query")) {
        checkQueryVariable(name, variable);
      }
    }
    expect("dashboard", "has the variables " + VARIABLES, names.equals(VARIABLES));
  }

  private void checkQueryVariable(String name, JsonNode variable) {
    expect(name, "reads ${datasource}", datasourceOf(variable).equals(DATASOURCE));
    expect(name, "takes several values", variable.path("multi").asBoolean(false));
    expect(name, "has all as .+", variable.path("allValue").asString("").equals(".+"));
    expect(name, "is read anew when the time changes", variable.path("refresh").asInt(0) == 2);
    MatchResult labelValues =
        LABEL_VALUES
            .matcher(variable.path("query").path("query").asString(""))
            .results()
            .findFirst()
            .orElse(null);
    expect(name, "is a label_values()", labelValues != null);
    if (labelValues != null) {
      checkNames(
          name,
          PromQl.of("count by (%s) (%s)".formatted(labelValues.group(2), labelValues.group(1))));
    }
  }

  private void checkLayout() {
    Set<Integer> ids = new HashSet<>();
    Set<List<Integer>> taken = new HashSet<>();
    for (JsonNode panel : all()) {
      String title = titleOf(panel);
      expect(title, "has an id of its own", ids.add(panel.path("id").asInt(0)));
      JsonNode place = panel.path("gridPos");
      int left = place.path("x").asInt(-1);
      int top = place.path("y").asInt(-1);
      int right = left + place.path("w").asInt(0);
      int bottom = top + place.path("h").asInt(0);
      expect(title, "has a place", left >= 0 && top >= 0 && right > left && bottom > top);
      expect(title, "is within the grid", right <= COLUMNS);
      boolean free = true;
      for (int x = left; x < right; x++) {
        for (int y = top; y < bottom; y++) {
          free &= taken.add(List.of(x, y));
        }
      }
      expect(title, "overlaps no other panel", free);
    }
  }

  private void checkPanel(JsonNode panel) {
    String title = titleOf(panel);
    expect("panel " + panel.path("id"), "has a title", !title.isEmpty());
    if (panel.path("type").asString("").equals("row")) {
      return;
    }
    JsonNode fields = panel.path("fieldConfig");
    expect(title, "is explained", panel.path("description").asString("").endsWith("."));
    expect(title, "reads ${datasource}", datasourceOf(panel).equals(DATASOURCE));
    expect(title, "has a unit", !fields.path("defaults").path("unit").asString("").isEmpty());
    expect(title, "has overrides, be it none", fields.path("overrides").isArray());
    expect(title, "asks something", !panel.path("targets").isEmpty());
    Set<String> references = new HashSet<>();
    for (JsonNode target : panel.path("targets")) {
      String reference = target.path("refId").asString("");
      expect(title, "has a refId for each query", references.add(reference));
      expect(title, "reads ${datasource}", datasourceOf(target).equals(DATASOURCE));
      checkQuery(title, target.path("expr").asString(""));
    }
    checkReferences(title, panel, references);
    checkLinks(title, panel);
  }

  private void checkQuery(String title, String query) {
    PromQl expression = PromQl.of(query);
    checkNames(title, expression);
    expression
        .selectors()
        .forEach(
            selector -> {
              expect(title, "matches job", selector.matcherOf("job").equals("=~ \"$job\""));
              expect(
                  title,
                  "matches instance",
                  selector.matcherOf("instance").equals("=~ \"$instance\""));
            });
    RATE.matcher(query)
        .results()
        .forEach(
            rate ->
                expect(
                    title,
                    "takes rates over $__rate_interval",
                    rate.group(1).endsWith("[$__rate_interval]")));
    checkVariablesIn(title, query);
  }

  private void checkNames(String place, PromQl expression) {
    words.complaints(expression).forEach(complaint -> complaints.add(place + ": " + complaint));
  }

  /** Renaming, ordering and overrides by query must mean a query that is there. */
  private void checkReferences(String title, JsonNode panel, Set<String> references) {
    Stream<String> columns =
        panel
            .path("transformations")
            .valueStream()
            .flatMap(step -> step.path("options").path("renameByName").propertyStream())
            .map(Map.Entry::getKey)
            .filter(name -> name.startsWith("Value #"))
            .map(name -> name.substring("Value #".length()));
    Stream<String> overridden =
        panel
            .path("fieldConfig")
            .path("overrides")
            .valueStream()
            .map(override -> override.path("matcher"))
            .filter(matcher -> matcher.path("id").asString("").equals("byFrameRefID"))
            .map(matcher -> matcher.path("options").asString(""));
    Stream.concat(columns, overridden)
        .forEach(name -> expect(title, "has a query " + name, references.contains(name)));
  }

  private void checkLinks(String title, JsonNode panel) {
    for (JsonNode url : panel.findValues("url")) {
      String target = url.asString("");
      boolean here = target.startsWith("/d/" + root.path("uid").asString("") + "?");
      expect(title, "links to this dashboard or to HTTP", here || target.startsWith("http"));
      checkVariablesIn(title, target);
    }
  }

  private void checkVariablesIn(String place, String text) {
    Set<String> used =
        VARIABLE
            .matcher(text)
            .results()
            .map((MatchResult match) -> match.group(1))
            .collect(Collectors.toSet());
    used.removeAll(VARIABLES);
    expect(place, "uses known variables, not " + used, used.isEmpty());
  }

  private void checkAnnotation(JsonNode annotation) {
    if (annotation.has("builtIn")) {
      return;
    }
    String name = annotation.path("name").asString("");
    expect(name, "reads ${datasource}", datasourceOf(annotation).equals(DATASOURCE));
    PromQl expression = PromQl.of(annotation.path("expr").asString(""));
    checkNames(name, expression);
    expect(name, "asks something", !expression.selectors().isEmpty());
  }

  private void expect(String place, String what, boolean holds) {
    if (!holds) {
      complaints.add(place + ": not so: " + what);
    }
  }

  /** Panels, those within collapsed rows included. */
  private List<JsonNode> all() {
    List<JsonNode> panels = new ArrayList<>();
    Consumer<JsonNode> add =
        panel -> {
          panels.add(panel);
          panel.path("panels").forEach(panels::add);
        };
    root.path("panels").forEach(add);
    return panels;
  }

  private static String titleOf(JsonNode panel) {
    return panel.path("title").asString("");
  }

  private static String datasourceOf(JsonNode node) {
    return node.path("datasource").path("uid").asString("");
  }
}
