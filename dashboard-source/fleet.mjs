/** Hundreds of instances: which lines matter most over all of them, and which instances are worst. */
import { dashboard, jobOfRow, sinceVariable, siteOfRow, siteOfSeries, UIDS } from './frame.mjs';
import { collapsedRow, row } from './layout.mjs';
import { bargauge, RED_FROM_ONE, SHARE_OF_LIMIT, SOON, stat, steps, table, timeseries } from './panels.mjs';
import { judged, LEAK_GROWTH, LEAKS, LIMIT_IN_USE, NOTABLE, of, PLATFORM_THREADS, TIME_TO_LIMIT } from './promql.mjs';
import { INSTANCE, JOB } from './shared.mjs';

/**
 * What threadleak.yml records. Over time these are asked for instead of what they are made of: the
 * verdicts of hundreds of instances are more samples than Prometheus grants a query.
 */
const LEAKS_RECORDED = of('instance_site:threadleak_leak_growth_threads_per_second:max');
const SECONDS_TO_LIMIT = of('instance:threadleak_seconds_to_limit:estimate');

/** The site "other" is no line of code. */
const A_LINE = 'site_id!="other"';

const LIVE = `sum by (job, instance, site_id, site) (${of('threads', A_LINE)})`;
const INSTANCES = `count by (job) (${of('build_info')})`;

/** Sites that are suspect or worse on at least one instance of their service. */
const NOTABLE_SOMEWHERE = `max by (job, site_id) ${judged(NOTABLE)}`;

const LEAKING_INSTANCES = `sum by (job, site_id, site) (max by (job, instance, site_id, site) (${of('verdict', LEAKS)}))`;

/** Root mean square over all instances of a service, those without the site counting as 0. */
function rootMeanSquare(live) {
  return `sqrt(
  sum by (job, site_id, site) ((${live}) ^ 2)
  / on (job) group_left () ${INSTANCES}
)`;
}

const SITE_LABELS = {
  site: { name: 'Creation site', links: [siteOfRow] },
  job: { name: 'Job', width: 120, links: [jobOfRow] },
  site_id: { name: 'Site id', width: 90 },
};

/** Columns of a ranking of the sites that `only` leaves. */
function ranking(only) {
  return [
    { name: 'Root mean square', expr: only(rootMeanSquare(LIVE)), decimals: 1, width: 150 },
    { name: 'Leaks on', expr: only(LEAKING_INSTANCES), thresholds: RED_FROM_ONE, cell: 'color-text', width: 90 },
    {
      name: 'Share of instances',
      expr: only(`${LEAKING_INSTANCES}\n/ on (job) group_left () ${INSTANCES}`),
      unit: 'percentunit', decimals: 0, width: 160,
    },
    { name: 'Lives on', expr: only(`count by (job, site_id, site) (${LIVE})`), width: 90 },
    { name: 'Live', expr: only(`sum by (job, site_id, site) (${LIVE})`), width: 80 },
    { name: 'Most on one', expr: only(`max by (job, site_id, site) (${LIVE})`), width: 110 },
    {
      name: 'Growth per hour',
      expr: only(`3600 * sum by (job, site_id, site) (${of('growth_threads_per_second')})`),
      decimals: 1, width: 135,
    },
  ];
}

const notable = (expression) => `${expression}\nand on (job, site_id) ${NOTABLE_SOMEWHERE}`;
const anyLine = (expression) => `${expression}\nand on (job, site_id) topk(100, sum by (job, site_id) (${of('threads', A_LINE)}))`;

const LEAKING = `max by (job, instance) (${of('verdict', LEAKS)})`;

const spread = row(
  'How far has it spread?',
  stat('Instances', 'Instances that expose metrics of threadleak now.', `count(${of('build_info')})`, { colorMode: 'value' }),
  stat('Leaking instances', 'Instances on which at least one site leaks.', `sum(${LEAKING})`, { thresholds: RED_FROM_ONE }),
  stat('Share that leaks', 'Leaking instances per instance watched.', `sum(${LEAKING}) / (count(${of('build_info')}) > 0)`, {
    unit: 'percentunit', decimals: 0, thresholds: steps('text', 0, 'green', 0.000001, 'red'),
  }),
  stat('Leaking services', 'Jobs with at least one leaking site.', `sum(max by (job) (${of('verdict', LEAKS)}))`, { thresholds: RED_FROM_ONE }),
  stat(
    'New leaking lines',
    'Lines that leak now and were not known at all, on any instance of their service, before the time that is chosen above: what a release brought.',
    `count(
  count by (job, site_id) ${judged(LEAKS)}
  unless on (job, site_id) ${of('verdict')} offset $since
) or 0 * count(${of('build_info')})`,
    { thresholds: RED_FROM_ONE },
  ),
  stat('Soonest exhaustion', 'Until the leaks of the worst instance meet its lowest limit.', `min(\n${TIME_TO_LIMIT}\n)`, {
    unit: 'dtdurations', decimals: 0, thresholds: SOON, noValue: 'No leak',
  }),
);

const lines = row(
  'Which lines first?',
  table(
    'Ranking of leaking and suspect sites',
    'By the root mean square of live threads over all instances of the service, as LeakProf ranks: a few instances with very many threads weigh more than many with a few. A line that a release moves is two rows while both releases run.',
    SITE_LABELS,
    ranking(notable),
    { sortBy: 'Root mean square', h: 9 },
  ),
  timeseries(
    'Instances on which a site leaks',
    'Of all chosen services. A step at a release that then stays on all instances is a bug in it; a slow climb is traffic that meets an old one. Recorded by threadleak.yml.',
    [[`count by (job, site_id, site) (${LEAKS_RECORDED})`, '{{site}} ({{job}})']],
    { w: 12, color: 'red', step: true, links: [siteOfSeries] },
  ),
  timeseries(
    'Share of instances that leak, by service',
    'How much of each service is affected. Recorded by threadleak.yml.',
    [[`count by (job) (count by (job, instance) (${LEAKS_RECORDED}))\n/ on (job) ${INSTANCES}`, '{{job}}']],
    { w: 12, unit: 'percentunit', color: 'red' },
  ),
);

const NEW = `unless on (job, site_id) ${of('verdict')} offset $since`;

const fresh = row(
  'New since the time that is chosen above',
  table(
    'New sites',
    'Lines that start threads now and were not known, on any instance of their service, at the time chosen as "New since": choose one before the release. Empty where nothing is new.',
    SITE_LABELS,
    [
      { name: 'Leaks on', expr: `${LEAKING_INSTANCES}\n${NEW}`, thresholds: RED_FROM_ONE, cell: 'color-text', width: 90 },
      { name: 'Lives on', expr: `count by (job, site_id, site) (${LIVE})\n${NEW}`, width: 90 },
      { name: 'Live', expr: `sum by (job, site_id, site) (${LIVE})\n${NEW}`, width: 80 },
    ],
    { sortBy: 'Leaks on', h: 7 },
  ),
);

/** The instances whose leaks grow fastest; the rest of the table is about the same ones. */
const worst = (expression) => `${expression}\nand on (job, instance) topk(20, ${LEAK_GROWTH})`;

const instances = row(
  'Which instances are worst?',
  table(
    'Worst instances',
    'The twenty instances whose leaks of platform threads grow fastest. The links of an instance open its overview, its page and the profile of its live threads.',
    { instance: INSTANCE, job: JOB },
    [
      { name: 'Leak growth per hour', expr: `3600 * topk(20, ${LEAK_GROWTH})`, decimals: 1, width: 170 },
      { name: 'Leaking sites', expr: worst(`sum by (job, instance) (${of('verdict', LEAKS)})`), width: 115, thresholds: RED_FROM_ONE, cell: 'color-text' },
      { name: 'Live threads', expr: worst(PLATFORM_THREADS), width: 105 },
      { name: 'Limit in use', expr: worst(LIMIT_IN_USE), width: 105, unit: 'percentunit', decimals: 0, thresholds: SHARE_OF_LIMIT, cell: 'color-text' },
      { name: 'Time to limit', expr: worst(TIME_TO_LIMIT), width: 110, unit: 'dtdurations', thresholds: SOON, cell: 'color-text' },
    ],
    { w: 16, sortBy: 'Leak growth per hour', h: 9 },
  ),
  bargauge(
    'Nearest to their limit',
    'The ten instances that use most of their lowest limit, be it by a leak or by load.',
    `sort_desc(topk(10, ${LIMIT_IN_USE}))`,
    { w: 8, h: 9, unit: 'percentunit', max: 1, thresholds: SHARE_OF_LIMIT, legend: '{{instance}}', noValue: 'No limit known' },
  ),
);

const exhaustion = row(
  'How long until it hurts?',
  timeseries(
    'Instances that run out within four hours',
    'Instances whose leaks meet the lowest limit within four hours, at their present growth. Absent where there are none. Recorded by threadleak.yml.',
    [[`count by (job) (${SECONDS_TO_LIMIT} < 4 * 3600)`, '{{job}}']],
    { w: 12, step: true, color: 'orange' },
  ),
  timeseries(
    'Soonest exhaustion by service',
    'Until the leaks of the worst instance of a service meet its lowest limit; absent where nothing leaks. Recorded by threadleak.yml.',
    [[`min by (job) (${SECONDS_TO_LIMIT} < inf)`, '{{job}}']],
    { w: 12, unit: 's', min: null, log: true },
  ),
);

const all = collapsedRow(
  'All lines',
  table(
    'Ranking of the hundred lines with most threads',
    'Pools of a fixed size stand here as well: large is no fault. Look here for what is not under suspicion.',
    SITE_LABELS,
    ranking(anyLine),
    { sortBy: 'Root mean square', h: 14 },
  ),
);

export const fleet = dashboard({
  uid: UIDS.fleet,
  title: 'Thread leaks: fleet',
  description: 'Which lines leak on how many of hundreds of instances, what a release brought, which instances run out first.',
  variables: [sinceVariable],
  perInstance: false,
  time: 'now-24h',
  rows: [spread, lines, fresh, instances, exhaustion, all],
});
