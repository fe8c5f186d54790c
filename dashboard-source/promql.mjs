/**
 * The PromQL that panels share. Every selector matches the variables job and instance, so that what
 * a dashboard is narrowed to holds for each panel.
 */

/** Verdicts that page, and those that a person should look at. */
export const LEAKS = 'verdict=~"leaking|proven"';
export const NOTABLE = 'verdict=~"suspect|leaking|proven"';

/** Of one creation site: the variable of the drill-down. */
export const SITE = 'site_id=~"$site_id"';

/** What tells a site of a process from any other. */
export const PER_SITE = 'job, instance, site_id';

/** A selector of one of our metrics, of what our rules record, or of Prometheus' own metrics. */
export function of(metric, ...matchers) {
  const name = /^(up|ALERTS|scrape_\w+)$|:/.test(metric) ? metric : `threadleak_${metric}`;
  return `${name}{${['job=~"$job"', 'instance=~"$instance"', ...matchers].join(',')}}`;
}

/** Sites with a verdict right now: 1 each. */
export function judged(verdicts, ...matchers) {
  return `(${of('verdict', verdicts, ...matchers)} == 1)`;
}

/** The rows of an expression that belong to sites with one of the verdicts. */
export function where(expression, verdicts, ...matchers) {
  return `${expression} and on (${PER_SITE}) ${judged(verdicts, ...matchers)}`;
}

/** The present verdict as a number, the worse the higher, for mappings and sorting. */
export function verdictCode(by, ...matchers) {
  const codes = ['undecided', 'steady', 'proportional', 'suspect', 'leaking', 'proven'].map(
    (verdict, code) => `(${of('verdict', ...matchers, `verdict="${verdict}"`)} == 1) * ${code}`,
  );
  return `max by (${by}) (\n  ${codes.join('\n  or ')}\n)`;
}

/** The same of sites that are suspect or worse; the others are absent. */
export function notableCode(by, ...matchers) {
  const codes = ['suspect', 'leaking', 'proven'].map(
    (verdict, i) => `(${of('verdict', ...matchers, `verdict="${verdict}"`)} == 1) * ${i + 3}`,
  );
  return `max by (${by}) (\n  ${codes.join('\n  or ')}\n)`;
}

/** The largest ones at the end of the shown range, so that no series comes and goes. */
export function largest(count, by, expressionAt) {
  return `${expressionAt('')}\nand on (${by}) topk(${count}, ${expressionAt(' @ end()')})`;
}

export function rate(metric, ...matchers) {
  return `rate(${of(metric, ...matchers)}[$__rate_interval])`;
}

/** Platform threads per process; virtual ones count towards no limit of the operating system. */
export const PLATFORM_THREADS = `sum by (job, instance) (${of('threads', 'kind="platform"')})`;

/** The lowest limit per process; what memory allows is an estimate, and no limit to count towards. */
export const LOWEST_LIMIT = `min by (job, instance) (${of('thread_limit', 'limit!="memory"')})`;

export const LIMIT_IN_USE = `${PLATFORM_THREADS}\n/ (${LOWEST_LIMIT} > 0)`;

/** Growth of the leaking sites of platform threads per process; absent where nothing leaks. */
export const LEAK_GROWTH = `sum by (job, instance) (
  clamp_min(${of('growth_threads_per_second')}, 0)
  and on (${PER_SITE}) ${judged(LEAKS)}
  and on (${PER_SITE}) ${of('threads', 'kind="platform"')}
)`;

/** Seconds until the leaks of a process meet its lowest limit; absent where nothing leaks. */
export const TIME_TO_LIMIT = `clamp_min(${LOWEST_LIMIT} - ${PLATFORM_THREADS}, 0)\n/ (${LEAK_GROWTH} > 0)`;
