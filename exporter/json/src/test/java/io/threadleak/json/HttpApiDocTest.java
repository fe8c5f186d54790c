package io.threadleak.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.exposition.SampleHistories;
import io.threadleak.model.CreationSite;
import io.threadleak.model.EditedRow;
import io.threadleak.model.EvidenceReport;
import io.threadleak.model.LeakReport;
import io.threadleak.model.PoolBirthplace;
import io.threadleak.model.SampleReports;
import io.threadleak.model.SiteReport;
import io.threadleak.model.StackCount;
import io.threadleak.model.ThreadProfile;
import io.threadleak.model.ThreadProfile.Group;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The keys of the JSON and those of {@code docs/http-api.md} are the same. */
class HttpApiDocTest {

  private static final Path DOC = Path.of("../../docs/http-api.md");
  private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| (`[^|]*`) \\|");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  @Test
  void doc_everyKeyOfTheJson_isNamed() throws Exception {
    assertThat(codes(Files.readString(DOC))).containsAll(keysOfTheJson());
  }

  @Test
  void doc_everyKeyOfItsTables_isInTheJson() throws Exception {
    String json = Files.readString(DOC).split("## The report as JSON", 2)[1];
    String cells =
        FIRST_CELL.matcher(json).results().map(r -> r.group(1)).collect(Collectors.joining());

    assertThat(keysOfTheJson()).containsAll(codes(cells));
    assertThat(codes(cells)).hasSizeGreaterThan(40);
  }

  private static Set<String> codes(String markdown) {
    return CODE.matcher(markdown)
        .results()
        .map((MatchResult code) -> code.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> keysOfTheJson() {
    Set<String> keys = new TreeSet<>();
    collect(JsonMapper.shared().readTree(new JsonReports().write(withStacks())), keys);
    keys.addAll(keysOfAHistory());
    collect(JsonMapper.shared().readTree(stacks()), keys);
    return keys;
  }

  /** Without the keys of {@code sites}, which are ids. */
  private static Set<String> keysOfAHistory() {
    SampleHistories histories = new SampleHistories(SampleReports.typical(), 2);
    JsonNode history =
        JsonMapper.shared().readTree(new JsonHistories().whole(histories.all(2)).body());
    Set<String> keys = new TreeSet<>(history.propertyNames());
    keys.addAll(history.get("sites").get("other").propertyNames());
    return keys;
  }

  private static byte[] stacks() {
    LeakReport report = SampleReports.typical();
    CreationSite site = report.sites().get(0).site();
    Group group =
        new Group(site, null, Thread.State.WAITING, List.of(), 3, 3, false, List.of(), null);
    return new JsonStacks()
        .stacks(
            report,
            new ThreadProfile(report.time(), List.of(group), 0, List.of(), List.of()),
            site.id())
        .body();
  }

  private static void collect(JsonNode node, Set<String> keys) {
    keys.addAll(node.propertyNames());
    node.forEach(child -> collect(child, keys));
  }

  private static LeakReport withStacks() {
    LeakReport typical = SampleReports.typical();
    SiteReport row = typical.sites().get(0);
    SiteReport stuck =
        EditedRow.of(row)
            .birthplaces(new PoolBirthplace("com.acme.Main.start(Main.java:9)", 2, 8))
            .stacks(new StackCount(row.site().frames(), 3))
            .row();
    return SampleReports.keeping(
        new LeakReport(
            typical.time(),
            typical.interval(),
            List.of(stuck),
            typical.other(),
            typical.otherVirtual(),
            0,
            typical.limits(),
            typical.process(),
            typical.work(),
            SampleReports.endpoints(1),
            SampleReports.carried(1),
            SampleReports.proven().proof(),
            typical.self()),
        new EvidenceReport(1, 0, 2, 0, SampleReports.TIME));
  }
}
