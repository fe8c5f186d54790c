package io.threadleak.agent.prometheus;

import io.threadleak.exposition.MetricCatalogue;
import io.threadleak.model.CreationSite;
import io.threadleak.model.ThreadKind;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ObjDoubleConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts the series of one process together to scrapes, by their time. Left out are {@code other},
 * which is no place in the code, and values that cannot be: no number, below zero. Used by one
 * thread.
 */
final class ScrapeReader implements SeriesReader {

  /** What is asked for; a scrape of it makes a round. */
  static final List<String> METRICS =
      List.of(
          MetricCatalogue.THREADS,
          MetricCatalogue.STARTED_THREADS,
          MetricCatalogue.ENDED_THREADS,
          MetricCatalogue.AGED_THREADS,
          MetricCatalogue.WORK,
          MetricCatalogue.SAMPLE_TIMESTAMP);

  /** Doubles are whole numbers up to here. */
  private static final double MAX_VALUE = 1L << 53;

  private final NavigableMap<Long, Scrape> scrapes = new TreeMap<>();
  private final Target target;
  private final SiteNames names;
  private final long after;

  /**
   * Nothing read yet.
   *
   * @param after earlier samples, and those of this very millisecond, are of the chunk before
   */
  ScrapeReader(Target target, SiteNames names, long after) {
    this.target = target;
    this.names = names;
    this.after = after;
  }

  /** What was read, by milliseconds since the epoch. */
  NavigableMap<Long, Scrape> scrapes() {
    return scrapes;
  }

  @Override
  public Samples series(Map<String, String> labels) {
    ObjDoubleConsumer<Scrape> place = target.owns(labels) ? placeOf(labels) : null;
    if (place == null) {
      return Samples.NONE;
    }
    return (millis, value) -> {
      if (millis > after && value >= 0 && value <= MAX_VALUE) {
        place.accept(scrapes.computeIfAbsent(millis, time -> new Scrape()), value);
      }
    };
  }

  /** Where the samples of a series belong in a scrape, null for nowhere. */
  private @Nullable ObjDoubleConsumer<Scrape> placeOf(Map<String, String> labels) {
    String metric = labels.getOrDefault(Target.METRIC, "");
    return switch (metric) {
      case MetricCatalogue.WORK -> Scrape::setWork;
      case MetricCatalogue.SAMPLE_TIMESTAMP -> Scrape::setLookedAt;
      default -> siteOf(labels, metric);
    };
  }

  private @Nullable ObjDoubleConsumer<Scrape> siteOf(Map<String, String> labels, String metric) {
    String siteId = Target.ours(labels, MetricCatalogue.SITE_ID);
    ObjDoubleConsumer<SiteCounts> count = countOf(labels, metric);
    if (count == null || siteId.isEmpty() || siteId.equals(CreationSite.OTHER_ID)) {
      return null;
    }
    int index = names.indexOf(siteId, Target.ours(labels, MetricCatalogue.SITE));
    return index == SiteNames.FULL
        ? null
        : (scrape, value) -> count.accept(scrape.site(index), value);
  }

  private static @Nullable ObjDoubleConsumer<SiteCounts> countOf(
      Map<String, String> labels, String metric) {
    return switch (metric) {
      case MetricCatalogue.THREADS -> {
        ThreadKind kind = kindOf(Target.ours(labels, MetricCatalogue.KIND));
        yield (site, value) -> site.addLive(kind, value);
      }
      case MetricCatalogue.STARTED_THREADS -> SiteCounts::setStarted;
      case MetricCatalogue.ENDED_THREADS -> SiteCounts::setEnded;
      case MetricCatalogue.AGED_THREADS -> {
        String age = Target.ours(labels, MetricCatalogue.OLDER_THAN);
        yield age.matches("[1-9]\\d{0,8}")
            ? (site, value) -> site.setOlderThan(Integer.parseInt(age), value)
            : null;
      }
      default -> null;
    };
  }

  private static ThreadKind kindOf(String label) {
    return label.equals(ThreadKind.VIRTUAL.label()) ? ThreadKind.VIRTUAL : ThreadKind.PLATFORM;
  }
}
