/** Panels that the overview and the drill-down have in common, over all sites or over one. */
import { instanceOfRow } from './frame.mjs';
import { collapsedRow } from './layout.mjs';
import { colour, table, timeseries, VERDICTS } from './panels.mjs';
import { of, rate } from './promql.mjs';

const BY_SITE = 'job, instance, site_id, site';

/** Headers of the labels of a process; the name of an instance leads to it. */
export const INSTANCE = { name: 'Instance', width: 226, links: instanceOfRow };
export const JOB = { name: 'Job', width: 110 };

/** Columns that say how a site fares, each row told apart by `by`, each query narrowed by `only`. */
export function siteColumns(code, only, ...matchers) {
  const most = (metric, factor = '') => only(`${factor}max by (${BY_SITE}) (${of(metric, ...matchers)})`);
  return [
    { name: 'Verdict', expr: code(BY_SITE, ...matchers), mappings: VERDICTS, cell: 'color-background', width: 110, unit: 'none' },
    { name: 'Live', expr: only(`sum by (${BY_SITE}, kind) (${of('threads', ...matchers)})`), width: 80 },
    { name: 'Growth per hour', expr: most('growth_threads_per_second', '3600 * '), decimals: 1, width: 135 },
    { name: 'Growth per 1000 units', expr: most('growth_threads_per_unit', '1000 * '), decimals: 2, width: 180 },
    { name: 'Oldest', expr: most('oldest_thread_seconds'), unit: 'dtdurations', width: 110 },
  ];
}

/** What was being served where the threads were started. */
export function endpointsRow(...matchers) {
  return collapsedRow(
    'Endpoints',
    timeseries(
      'Live threads by endpoint',
      'Threads by what was being served where they were started, at up to five creation sites of each endpoint. A leak is a band that widens. Empty while no endpoint is known; under the agent requests have one.',
      [[`sum by (endpoint) (${of('endpoint_threads', ...matchers)})`, '{{endpoint}}']],
      { stacked: true, color: 'purple' },
    ),
    timeseries(
      'Live threads per 1000 times served',
      'How many threads an endpoint has left behind for each 1000 times that it was served, on the instance where it is most, once it was served a hundred times. A line that does not fall back is a leak at every call.',
      [
        [
          `1000 * max by (endpoint) (
  ${of('endpoint_retained_threads_per_unit')}
  and on (job, instance, endpoint) ${of('endpoint_work_total')} > 100
)`,
          '{{endpoint}}',
        ],
      ],
      { color: 'purple' },
    ),
    timeseries(
      'Started and served by endpoint',
      'Threads started while an endpoint was served, and times that it was served, per second: whether starts go with its own traffic.',
      [
        [`sum by (endpoint) (${rate('endpoint_started_threads_total')})`, 'started {{endpoint}}'],
        [`sum by (endpoint) (${rate('endpoint_work_total')})`, 'served {{endpoint}}'],
      ],
      { unit: 'ops', color: 'purple', overrides: [{ matcher: { id: 'byFrameRefID', options: 'B' }, properties: [{ id: 'custom.lineStyle', value: { fill: 'dash', dash: [6, 6] } }] }] },
    ),
    table(
      'Endpoints and their creation sites',
      'Which line leaves threads behind while which endpoint is served, with the rate at which that is served: up to five lines of each endpoint.',
      { endpoint: { name: 'Endpoint', width: 220 }, site: 'Creation site', instance: INSTANCE, job: JOB, site_id: { name: 'Site id', width: 90 } },
      [
        { name: 'Live', expr: `sum by (job, instance, endpoint, site_id, site) (${of('endpoint_threads', ...matchers)})`, width: 80 },
        {
          name: 'Live per 1000 served',
          expr: `1000 * sum by (job, instance, endpoint, site_id, site) (${of('endpoint_threads', ...matchers)})
/ on (job, instance, endpoint) group_left () (sum by (job, instance, endpoint) (${of('endpoint_work_total')}) > 0)`,
          decimals: 2,
          width: 175,
        },
        {
          name: 'Served per second',
          expr: `0 * sum by (job, instance, endpoint, site_id, site) (${of('endpoint_threads', ...matchers)})
+ on (job, instance, endpoint) group_left () sum by (job, instance, endpoint) (${rate('endpoint_work_total')})`,
          decimals: 2,
          width: 150,
        },
      ],
      { sortBy: 'Live', first: 2 },
    ),
  );
}

const STATES = { runnable: 'green', blocked: 'orange', waiting: 'blue', timed_waiting: 'light-blue', new: 'purple' };

/** What the threads do. */
export function states(options, ...matchers) {
  return timeseries(
    'Threads by state',
    'What live threads do. Leaked ones mostly wait, or sleep again and again.',
    [[`sum by (state) (${of('threads', ...matchers)})`, '{{state}}']],
    { stacked: true, overrides: Object.entries(STATES).map(([name, color]) => colour(name, color)), ...options },
  );
}

const AGES = { 60: '≥ 1 min', 300: '≥ 5 min', 900: '≥ 15 min', 3600: '≥ 1 h', 14400: '≥ 4 h' };
const AGE_COLORS = ['super-light-blue', 'light-blue', 'blue', 'dark-blue', 'purple'];

/** Survivors by age; the older line lies within the younger. */
export function ages(options, ...matchers) {
  const queries = Object.entries(AGES).map(([seconds, name]) => [
    `sum(${of('aged_threads', ...matchers, `older_than="${seconds}"`)})`,
    name,
  ]);
  return timeseries(
    'Live threads at least so old',
    'Survivors by age. Threads of a pool stop at its size; leaked ones rise at one age after the other.',
    queries,
    { overrides: queries.map(([, name], i) => colour(name, AGE_COLORS[i])), ...options },
  );
}

/** The oldest live thread, by whatever tells its lines apart. */
export function oldest(title, expr, legend, options) {
  return timeseries(
    title,
    'Age of the oldest live thread. One that rises with time never ends; many sites have one such thread and are well.',
    [[expr, legend]],
    { unit: 's', ...options },
  );
}
