/** One creation site: what is known of it, on every instance, over time. */
import { dashboard, siteVariable, UIDS } from './frame.mjs';
import { collapsedRow, row } from './layout.mjs';
import { rightAxis, RED_FROM_ONE, shades, stat, steps, table, timeseries, VERDICTS, verdictsOverTime } from './panels.mjs';
import { largest, LEAKS, of, rate, SITE, verdictCode } from './promql.mjs';
import { ages, endpointsRow, INSTANCE, JOB, oldest, siteColumns, states } from './shared.mjs';

/** Throughput of the instances on which the site lives. */
const THROUGHPUT = `sum(
  ${rate('work_total')}
  and on (job, instance) ${of('threads', SITE)}
)`;

const what = row(
  'What is it?',
  stat('Line', 'Where the threads are started. The id outlives a release, the line may move with one.',
    `max by (site) (${of('verdict', SITE)})`,
    { w: 14, h: 3, show: 'name', legend: '{{site}}', colorMode: 'none', thresholds: steps('text') },
  ),
  stat('Verdict', 'The worst verdict of all chosen instances.', verdictCode('site_id', SITE), {
    w: 4, h: 3, mappings: VERDICTS, thresholds: steps('text'),
  }),
  stat('Leaks on', 'Instances on which this site leaks.', `sum(max by (job, instance) (${of('verdict', SITE, LEAKS)}))`, {
    w: 3, h: 3, thresholds: RED_FROM_ONE,
  }),
  stat('Lives on', 'Instances on which this site is known.', `count(count by (job, instance) (${of('verdict', SITE)}))`, {
    w: 3, h: 3, colorMode: 'value',
  }),
  stat('Live threads', 'Its live threads on all chosen instances.', `sum(${of('threads', SITE)})`, {
    w: 4, h: 3, unit: 'short', colorMode: 'value',
  }),
  stat('Growth per hour', 'Threads that it gains an hour, over all chosen instances. Absent while undecided.',
    `3600 * sum(${of('growth_threads_per_second', SITE)})`,
    { w: 4, h: 3, unit: 'short', decimals: 1, colorMode: 'value', noValue: 'Undecided' },
  ),
  stat('Growth per 1000 units', 'Threads left behind by 1000 units of work, on the instance where it is most.',
    `1000 * max(${of('growth_threads_per_unit', SITE)})`,
    { w: 4, h: 3, unit: 'short', decimals: 2, colorMode: 'value', noValue: 'No throughput' },
  ),
  stat('Oldest thread', 'Age of its oldest live thread.', `max(${of('oldest_thread_seconds', SITE)})`, {
    w: 4, h: 3, unit: 'dtdurations', decimals: 0, colorMode: 'value', noValue: 'None lives',
  }),
  stat('Older than an hour', 'Share of its live threads that are older than an hour.',
    `sum(${of('aged_threads', SITE, 'older_than="3600"')})\n/ (sum(${of('threads', SITE)}) > 0)`,
    { w: 4, h: 3, unit: 'percentunit', decimals: 0, colorMode: 'value', noValue: 'None lives' },
  ),
  stat('Proven', 'Threads that, as of the last proof, nothing alive can wake. Absent before a proof.',
    `sum(${of('proven_threads', SITE)})`,
    { w: 4, h: 3, thresholds: RED_FROM_ONE, noValue: 'No proof' },
  ),
);

const judged = row(
  'Verdict and growth',
  verdictsOverTime('Verdict over time', 'How this site was judged on each instance. A verdict may be retracted.',
    verdictCode('job, instance', SITE), '{{instance}}', { w: 24, h: 6 },
  ),
  timeseries(
    'Live threads against throughput',
    'Where live threads go up and down with the work, they are in proportion. Where they go on rising while throughput does not, they are left behind.',
    [[`sum(${of('threads', SITE)})`, 'live threads'], [THROUGHPUT, 'units of work per second']],
    { overrides: [rightAxis('B', 'ops', 'units of work', 'text')] },
  ),
  timeseries(
    'Live threads per unit of work a second',
    'Live threads divided by throughput, both over half an hour: by Little\'s law the seconds that a thread stays for each unit of work. Flat is healthy at any load; a leak rises.',
    [[`sum(avg_over_time(${of('threads', SITE)}[30m]))
/ (sum(rate(${of('work_total')}[30m]) and on (job, instance) ${of('threads', SITE)}) > 0)`, 'seconds per unit']],
    { unit: 's', color: 'purple', legend: false },
  ),
  timeseries(
    'Growth with its range of an hour',
    'Slope of live threads of the instance that grows most, between the lowest and the highest estimate of the last hour. A range that keeps above zero is a leak; the statistical interval stands in the report.',
    [
      [`3600 * max(max_over_time(${of('growth_threads_per_second', SITE)}[1h]))`, 'highest'],
      [`3600 * max(${of('growth_threads_per_second', SITE)})`, 'growth'],
      [`3600 * max(min_over_time(${of('growth_threads_per_second', SITE)}[1h]))`, 'lowest'],
    ],
    {
      min: null, axis: 'threads an hour',
      overrides: [
        { matcher: { id: 'byName', options: 'highest' }, properties: [{ id: 'custom.lineWidth', value: 0 }, { id: 'custom.fillBelowTo', value: 'lowest' }, { id: 'custom.fillOpacity', value: 20 }] },
        { matcher: { id: 'byName', options: 'lowest' }, properties: [{ id: 'custom.lineWidth', value: 0 }, { id: 'custom.fillOpacity', value: 0 }] },
        { matcher: { id: 'byName', options: 'growth' }, properties: [{ id: 'custom.lineWidth', value: 2 }, { id: 'custom.fillOpacity', value: 0 }] },
      ],
    },
  ),
);

const lives = row(
  'Lives of its threads',
  timeseries(
    'Started and ended',
    'Threads per second. Ended stays behind started where threads leak; the gap is the leak, and is drawn by itself, in threads an hour, as it may be thin.',
    [
      [`sum(${rate('started_threads_total', SITE)})`, 'started'],
      [`sum(${rate('ended_threads_total', SITE)})`, 'ended'],
      [`3600 * (sum(rate(${of('started_threads_total', SITE)}[30m])) - sum(rate(${of('ended_threads_total', SITE)}[30m])))`, 'gap of half an hour'],
    ],
    { w: 6, unit: 'ops', overrides: [shades('A', 'blue'), shades('B', 'green'), rightAxis('C', 'short', 'threads an hour', 'purple')] },
  ),
  ages({ w: 6 }, SITE),
  states({ w: 6 }, SITE),
  oldest('Oldest thread by instance', largest(10, 'job, instance', (at) => `max by (job, instance) (${of('oldest_thread_seconds', SITE)}${at})`), '{{instance}}', { w: 6 }),
);

const instances = row(
  'Over instances',
  table(
    'Instances',
    'One instance a row, worst verdict first. The links of an instance open its page and the profile of its live threads, where the scrape port serves them and your browser can reach it. Started and ended count since the monitor began.',
    { instance: INSTANCE, job: JOB, site: { name: 'Creation site' }, kind: { name: 'Kind', width: 80 }, site_id: { name: 'Site id', hidden: true } },
    [
      ...siteColumns(verdictCode, (expression) => expression, SITE),
      { name: 'Started', expr: `sum by (job, instance, site_id, site) (${of('started_threads_total', SITE)})`, width: 80 },
      { name: 'Ended', expr: `sum by (job, instance, site_id, site) (${of('ended_threads_total', SITE)})`, width: 80 },
    ],
    { sortBy: 'Verdict', h: 8 },
  ),
  timeseries(
    'Live threads by instance',
    'The ten instances with most of its threads at the end of the range. A bug shows on all instances that have the release; one instance alone hints at its traffic or its configuration.',
    [[largest(10, 'job, instance', (at) => `sum by (job, instance) (${of('threads', SITE)}${at})`), '{{instance}}']],
    { w: 12 },
  ),
  timeseries(
    'Growth by instance',
    'The ten instances on which it grows most at the end of the range.',
    [[`3600 * (${largest(10, 'job, instance', (at) => `max by (job, instance) (${of('growth_threads_per_second', SITE)}${at})`)})`, '{{instance}}']],
    { w: 12, min: null, axis: 'threads an hour' },
  ),
);

const proof = collapsedRow(
  'Proof',
  timeseries(
    'Proven and stuck threads',
    'As of the last proof: threads that nothing alive can wake, and those that only an interrupt can end. Absent before a proof.',
    [[`sum(${of('proven_threads', SITE)})`, 'proven'], [`sum(${of('stuck_threads', SITE)})`, 'stuck']],
    { w: 12, overrides: [shades('A', 'red'), shades('B', 'orange')] },
  ),
  timeseries(
    'Age of the proof',
    'How old the oldest of what proofs tell is, on the instances of this site: what came since then is not judged by it.',
    [[`time() - min by (job, instance) (${of('proof_timestamp_seconds')} and on (job, instance) ${of('proven_threads', SITE)})`, '{{instance}}']],
    { w: 12, unit: 's' },
  ),
);

export const site = dashboard({
  uid: UIDS.site,
  title: 'Thread leaks: one site',
  description: 'One line of code that starts threads: verdict, growth, throughput, ages and states, on every instance.',
  variables: [siteVariable],
  rows: [what, judged, lives, instances, endpointsRow(SITE), proof],
});
