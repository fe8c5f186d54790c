package io.threadleak.endtoend.contract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A Grafana dashboard in the classic schema, and what is wrong with it: names that neither the
 * catalogue nor the rules have, panels that overlap, references to queries, variables or dashboards
 * that are not there. What can be said without them is said beside the dashboards, in {@code
 * dashboard-source/checks}.
 */
final class Dashboard {

  private static final int COLUMNS = 24;

  /** What every dashboard begins with, so that links carry them from one to the other. */
  private static final List<String> VARIABLES = List.of("datasource", "job", "instance");

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([a-zA-Z]\\w*)");
  private static final Pattern LABEL_VALUES = Pattern.compile("^label_values\\((.+), (\\w+)\\)$");
  private static final Pattern QUERY_RESULT = Pattern.compile("^query_result\\((.+)\\)$");
  private static final Pattern LINK = Pattern.compile("^/d/([\\w-]+)\\?");

  private final JsonNode root;
  private final Vocabulary words;
  private final Set<String> uids;
  private final Set<String> variables;
  private final List<String> complaints = new ArrayList<>();

  private Dashboard(JsonNode root, Vocabulary words, Set<String> uids) {
    this.root = root;
    this.words = words;
    this.uids = uids;
    this.variables =
        new LinkedHashSet<>(root.path("templating").path("list").findValuesAsString("name"));
  }

  /**
   * Everything wrong with it, each complaint beginning with the place; empty where nothing is.
   *
   * @param uids of the dashboards there are, to which it may lead
   */
  static List<String> complaints(JsonNode root, Vocabulary words, Set<String> uids) {
    Dashboard dashboard = new Dashboard(root, words, uids);
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
    expect("dashboard", "shares the crosshair", root.path("graphTooltip").asInt(0) == 1);
    expect("dashboard", "has a time range", root.path("time").has("from"));
    expect("dashboard", "asks for no input at import", !root.has("__inputs"));
  }

  private void checkVariables() {
    expect(
        "dashboard",
        "begins with the variables " + VARIABLES,
        variables.stream().limit(VARIABLES.size()).toList().equals(VARIABLES));
    for (JsonNode variable : root.path("templating").path("list")) {
      String name = variable.path("name").asString("");
      expect(name, "has a label", !variable.path("label").asString("").isEmpty());
      if (variable.path("type").asString("").equals("query")) {
        checkQueryVariable(name, variable.path("query").path("query").asString(""));
      }
    }
  }

  private void checkQueryVariable(String name, String query) {
    Optional<String> asked =
        first(LABEL_VALUES, query)
            .map(match -> "count by (%s) (%s)".formatted(match.group(2), match.group(1)))
            .or(() -> first(QUERY_RESULT, query).map(match -> match.group(1)));
    expect(name, "is a label_values() or a query_result()", asked.isPresent());
    asked.ifPresent(expression -> checkQuery(name, expression));
  }

  private static Optional<MatchResult> first(Pattern pattern, String text) {
    return pattern.matcher(text).results().findFirst();
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
    expect(
        title, "has overrides, be it none", panel.path("fieldConfig").path("overrides").isArray());
    Set<String> references = new HashSet<>();
    for (JsonNode target : panel.path("targets")) {
      String reference = target.path("refId").asString("");
      expect(title, "has a refId for each query", references.add(reference));
      checkQuery(title, target.path("expr").asString(""));
    }
    checkReferences(title, panel, references);
    checkLinks(title, panel);
  }

  private void checkQuery(String title, String query) {
    checkNames(title, PromQl.of(query));
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
      Optional<String> uid = first(LINK, target).map(match -> match.group(1));
      expect(
          title,
          "links to a dashboard that is there, or to HTTP",
          uid.map(uids::contains).orElse(target.startsWith("http")));
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
    used.removeAll(variables);
    used.removeIf(name -> name.startsWith("__"));
    expect(place, "uses known variables, not " + used, used.isEmpty());
  }

  private void checkAnnotation(JsonNode annotation) {
    if (annotation.has("builtIn")) {
      return;
    }
    String name = annotation.path("name").asString("");
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
}
