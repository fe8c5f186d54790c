/** Is anything leaking? Which service, which instance, which line; how long until it hurts. */
import { dashboard, jobOfRow, siteOfRow, siteOfSeries, UIDS } from './frame.mjs';
import { collapsedRow, row } from './layout.mjs';
import {
  colour, dashed, ORANGE_FROM_ONE, RED_FROM_ONE, rightAxis, shades, SHARE_OF_LIMIT, SOON, stat, steps, table, timeseries,
  verdictsOverTime,
} from './panels.mjs';
import {
  largest, LEAKS, LIMIT_IN_USE, LOWEST_LIMIT, NOTABLE, notableCode, of, PER_SITE, PLATFORM_THREADS, rate,
  TIME_TO_LIMIT, verdictCode, where,
} from './promql.mjs';
import { ages, endpointsRow, INSTANCE, JOB, oldest, siteColumns, states } from './shared.mjs';

const SITE_LABELS = {
  site: { name: 'Creation site', links: [siteOfRow] },
  instance: INSTANCE,
  job: JOB,
  kind: { name: 'Kind', width: 80 },
  site_id: { name: 'Site id', width: 90 },
};

const answer = row(
  'Is it leaking?',
  stat(
    'Leaking sites',
    'Lines of code whose threads are started, survive, and do not come back when the work is done. A line counts once, on however many instances. The alerts ThreadLeakSiteLeaking and ThreadLeakSiteProven name each.',
    `sum(max by (job, site_id) (${of('verdict', LEAKS)}))`,
    { w: 3, thresholds: RED_FROM_ONE },
  ),
  stat(
    'Suspect sites',
    'Lines whose growth throughput does not explain, on too little evidence to page anybody.',
    `sum(max by (job, site_id) (${of('verdict', 'verdict="suspect"')}))`,
    { w: 3, thresholds: ORANGE_FROM_ONE },
  ),
  stat(
    'Leaking instances',
    'Instances on which at least one site leaks.',
    `sum(max by (job, instance) (${of('verdict', LEAKS)}))`,
    { w: 3, thresholds: RED_FROM_ONE },
  ),
  stat('Watched instances', 'Instances that expose metrics of threadleak now.', `count(${of('build_info')})`, {
    w: 3, colorMode: 'value',
  }),
  stat(
    'Limit in use',
    'Live platform threads per lowest limit of the operating system, of the instance that is worst off. At 100 % no thread can be started.',
    `max(\n${LIMIT_IN_USE}\n)`,
    { w: 3, unit: 'percentunit', decimals: 0, thresholds: SHARE_OF_LIMIT, noValue: 'No limit known' },
  ),
  stat(
    'Time to limit',
    'Until the leaks of platform threads of the worst instance meet its lowest limit, at their present growth.',
    `min(\n${TIME_TO_LIMIT}\n)`,
    { w: 5, unit: 'dtdurations', decimals: 0, thresholds: SOON, noValue: 'No leak' },
  ),
  stat(
    'Throughput',
    'Units of work completed per second, which growth is compared with.',
    `sum(${rate('work_total')})`,
    { w: 4, unit: 'ops', colorMode: 'value', noValue: 'No source' },
  ),
  stat(
    'Fastest leak',
    'The leaking or proven site that gains most threads an hour, over all instances.',
    `topk(1, sum by (site_id, site) (\n  3600 * ${where(of('growth_threads_per_second'), LEAKS)}\n))`,
    {
      w: 24, h: 3, show: 'value_and_name', legend: '{{site}}', colorMode: 'value', thresholds: steps('red'),
      decimals: 1, unit: 'suffix: threads/h', noValue: 'None', links: [siteOfSeries],
    },
  ),
);

const what = row(
  'What leaks, and where',
  table(
    'Leaking and suspect sites',
    'One creation site of one instance a row, worst verdict first. Growth per unit of work is absent where no source of throughput is known. A click on the site opens its own dashboard, one on the instance leads to its page and its profile.',
    SITE_LABELS,
    siteColumns(notableCode, (expression) => where(expression, NOTABLE)),
    { sortBy: 'Verdict', h: 8 },
  ),
  table(
    'Services',
    'One service a row: on how many of its instances something leaks, at how many lines, how near the worst instance is to its limit.',
    { job: { name: 'Job', links: [jobOfRow] } },
    [
      { name: 'Leaking sites', expr: `sum by (job) (max by (job, site_id) (${of('verdict', LEAKS)}))`, thresholds: RED_FROM_ONE, cell: 'color-text' },
      { name: 'Leaking instances', expr: `sum by (job) (max by (job, instance) (${of('verdict', LEAKS)}))`, thresholds: RED_FROM_ONE, cell: 'color-text' },
      { name: 'Instances', expr: `count by (job) (${of('build_info')})` },
      { name: 'Live platform threads', expr: `sum by (job) (${of('threads', 'kind="platform"')})` },
      { name: 'Limit in use', expr: `max by (job) (\n${LIMIT_IN_USE}\n)`, unit: 'percentunit', decimals: 0, thresholds: SHARE_OF_LIMIT, cell: 'color-text' },
      { name: 'Time to limit', expr: `min by (job) (\n${TIME_TO_LIMIT}\n)`, unit: 'dtdurations', thresholds: SOON, cell: 'color-text' },
    ],
    { sortBy: 'Leaking sites', h: 6 },
  ),
  verdictsOverTime(
    'Verdicts over time',
    'How each site that is, or was, suspect or worse was judged. A verdict may be retracted. Gaps are times at which the site was in order.',
    notableCode('job, instance, site_id, site'),
    '{{site}} ({{instance}})',
    { h: 8, links: [siteOfSeries] },
  ),
);

/** Live threads of one kind: sites that leak at the end of the range in red, the largest others in blue. */
function liveBySite(kind, title) {
  const threads = of('threads', `kind="${kind}"`);
  const leaking = `(${of('verdict', LEAKS)} @ end() == 1)`;
  return timeseries(
    title,
    'Sites that leak at the end of the shown range in red, the ten largest others in blue. A leak is a band that widens.',
    [
      [`sum by (site_id, site) (${threads} and on (${PER_SITE}) ${leaking})`, '{{site}}'],
      [
        `sum by (site_id, site) (${threads} unless on (${PER_SITE}) ${leaking})
and on (site_id) topk(10, sum by (site_id) (${threads} @ end() unless on (${PER_SITE}) ${leaking}))`,
        '{{site}}',
      ],
    ],
    { w: 12, stacked: true, overrides: [shades('A', 'red'), shades('B', 'blue')], links: [siteOfSeries] },
  );
}

const shape = row(
  'Shape',
  liveBySite('platform', 'Live platform threads by creation site'),
  timeseries(
    'Live threads and throughput',
    'A leak is threads that go on rising while throughput does not. Where both rise together, the threads go with the work.',
    [
      [`sum(${of('threads')})`, 'live threads'],
      [`sum(${rate('work_total')})`, 'units of work per second'],
    ],
    { w: 12, overrides: [rightAxis('B', 'ops', 'units of work', 'text')] },
  ),
  timeseries(
    'Platform threads, their floor and the limit',
    'The five instances with most threads. The floor is the lowest of the last hour: bursts come and go above it, a leak lifts it. At the limit no thread can be started.',
    [
      [largest(5, 'job, instance', (at) => `sum by (job, instance) (${of('threads', 'kind="platform"')}${at})`), 'live {{instance}}'],
      [
        `min_over_time((${PLATFORM_THREADS})[1h:2m])
and on (job, instance) topk(5, sum by (job, instance) (${of('threads', 'kind="platform"')} @ end()))`,
        'floor {{instance}}',
      ],
      [`min(\n${LOWEST_LIMIT}\n)`, 'lowest limit'],
    ],
    { w: 12, overrides: [shades('B', 'purple'), dashed('C', 'text')] },
  ),
  timeseries(
    'Growth by creation site',
    'Slope of live threads, of the ten sites with most at the end of the range. Around zero is healthy; a leak stays above it.',
    [[`3600 * (${largest(10, 'site_id', (at) => `sum by (site_id, site) (${of('growth_threads_per_second')}${at})`)})`, '{{site}}']],
    { w: 12, min: null, axis: 'threads an hour', links: [siteOfSeries] },
  ),
);

const allSites = collapsedRow(
  'All sites',
  table(
    'Creation sites',
    'Every exported creation site of every chosen instance, worst verdict first. Growth is absent while a site is undecided. With hundreds of instances choose a few first.',
    SITE_LABELS,
    siteColumns(verdictCode, (expression) => expression),
    { sortBy: 'Verdict', h: 12 },
  ),
);

const processes = collapsedRow(
  'Processes',
  timeseries(
    'Time until a limit is met',
    'The exporter\'s own forecast: all threads, whatever starts them, at the upper end of their growth\'s interval, against each limit, of the worst instance. Absent while nothing grows.',
    [[`min by (limit) (${of('exhaustion_seconds')})`, '{{limit}}']],
    { unit: 's', min: null, log: true },
  ),
  timeseries(
    'Java and native threads',
    'Threads of the process as the operating system counts them. Of the chosen instances; native ones that grow have no creation site: a library or the JVM starts them.',
    [[`sum by (origin) (${of('os_threads')})`, '{{origin}}']],
    { overrides: [colour('java', 'blue'), colour('native', 'purple')] },
  ),
  timeseries(
    'Deadlocked threads',
    'Platform threads that wait for each other, on the instances where there are any: they do so until a restart. Empty where there are none.',
    [[`max by (job, instance) (${of('deadlocked_threads')}) > 0`, '{{instance}}']],
    { color: 'orange' },
  ),
  states({}),
  ages({}),
  oldest(
    'Oldest thread by creation site',
    largest(10, 'site_id', (at) => `max by (site_id, site) (${of('oldest_thread_seconds')}${at})`),
    '{{site}}',
    { links: [siteOfSeries] },
  ),
);

const virtualThreads = collapsedRow(
  'Virtual threads',
  liveBySite('virtual', 'Live virtual threads by creation site'),
  timeseries(
    'Carriers',
    'Virtual threads on a carrier, and how many the scheduler runs at a time. Where the first keeps to the second, carriers run short.',
    [
      [`sum(${of('mounted_threads')})`, 'mounted'],
      [`sum(${of('carrier_threads')})`, 'carriers'],
      [`sum(${of('scheduler_parallelism')})`, 'at a time'],
    ],
    { w: 12, overrides: [shades('B', 'purple'), dashed('C', 'text')] },
  ),
  timeseries(
    'Virtual threads that wait for a carrier',
    'Ready to run, and no carrier free, of the ten instances with most at the end of the range. Peaks are work; what stays is a shortage.',
    [[largest(10, 'job, instance', (at) => `sum by (job, instance) (${of('queued_threads')}${at})`), '{{instance}}']],
  ),
  timeseries(
    'Pinned threads by frame',
    'Virtual threads that wait and keep their carrier; "other" holds those of a moment. Seen with the agent.',
    [[`sum by (frame) (${of('pinned_threads')})`, '{{frame}}']],
    { color: 'orange' },
  ),
  timeseries(
    'Carriers taken by pinned threads',
    'Seconds pinned per second, by the frame that waits: how many carriers it takes on average.',
    [[`sum by (frame) (${rate('pinned_seconds_total')})`, '{{frame}}']],
    { color: 'orange' },
  ),
);

export const overview = dashboard({
  uid: UIDS.overview,
  title: 'Thread leaks',
  description: 'Is anything leaking threads? Which service, which instance, which line, and how long until it hurts.',
  rows: [answer, what, shape, allSites, endpointsRow(), processes, virtualThreads],
});
