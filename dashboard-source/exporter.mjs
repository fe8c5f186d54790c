/** Whether watching works, what it costs, and what it cannot tell apart. */
import { dashboard, UIDS } from './frame.mjs';
import { row } from './layout.mjs';
import { colour, dashed, ORANGE_FROM_ONE, shades, stat, steps, table, timeseries } from './panels.mjs';
import { largest, of, rate } from './promql.mjs';
import { INSTANCE, JOB } from './shared.mjs';

const BY = 'job, instance';
const AGE = `timestamp(${of('sample_timestamp_seconds')}) - ${of('sample_timestamp_seconds')}`;
const COST = `max by (${BY}) (${of('sample_duration_seconds')} / ${of('sample_interval_seconds')})`;

/** The ten instances with most of something at the end of the range. */
const top = (metric) => largest(10, BY, (at) => `max by (${BY}) (${of(metric)}${at})`);

const works = row(
  'Does watching work?',
  stat('Watched instances', 'Instances that expose metrics of threadleak now.', `count(${of('build_info')})`, { w: 3, colorMode: 'value' }),
  stat(
    'Lost exporters',
    'Targets that exposed metrics of threadleak within the last day, are still discovered, and expose none now: leaks there go unseen.',
    `count(
  group by (${BY}) (last_over_time(${of('build_info')}[1d]))
  and on (${BY}) ${of('up')}
  unless on (${BY}) ${of('build_info')}
) or 0 * count(${of('up')})`,
    { w: 3, thresholds: ORANGE_FROM_ONE },
  ),
  stat(
    'Stopped rounds',
    'Instances whose latest round was more than five intervals and half a minute old when it was scraped: their metrics are as old.',
    `sum(max by (${BY}) (${AGE}) > bool (5 * max by (${BY}) (${of('sample_interval_seconds')}) + 30))`,
    { w: 3, thresholds: ORANGE_FROM_ONE },
  ),
  stat('Failed rounds', 'Rounds, or parts of one, that failed within the last hour.', `sum(increase(${of('sample_failures_total')}[1h]))`, {
    w: 3, decimals: 0, thresholds: ORANGE_FROM_ONE,
  }),
  stat('Costliest round', 'Largest duration of a round per interval: the share of one core that watching costs at most.', `max(${COST})`, {
    w: 3, unit: 'percentunit', decimals: 2, thresholds: steps('text', 0, 'green', 0.1, 'orange'),
  }),
  stat('Folded sites', 'Sites that are summed up as "other": a leak among them has no name.', `sum(${of('folded_sites')})`, {
    w: 3, thresholds: ORANGE_FROM_ONE,
  }),
  stat(
    'Named by a name',
    'Share of live threads whose site is known by the name of the thread alone, the weakest source.',
    `sum(${of('attributed_threads', 'source="name"')})\n/ (sum(${of('attributed_threads')}) > 0)`,
    { w: 3, unit: 'percentunit', decimals: 0, thresholds: steps('text', 0, 'green', 0.5, 'orange') },
  ),
  stat('Versions', 'Versions of threadleak that run now.', `count(count by (version) (${of('build_info')}))`, {
    w: 3, thresholds: steps('text', 0, 'green', 2, 'orange'), colorMode: 'value',
  }),
);

const rounds = row(
  'Rounds',
  timeseries('Cost of a round', 'Duration of the latest round per interval, of the ten instances where it is largest at the end of the range.',
    [[`${COST}\nand on (${BY}) topk(10, max by (${BY}) (${of('sample_duration_seconds')} @ end() / ${of('sample_interval_seconds')} @ end()))`, '{{instance}}']],
    { unit: 'percentunit' },
  ),
  timeseries('Duration of a round', 'Of the ten instances where it is longest at the end of the range.', [[top('sample_duration_seconds'), '{{instance}}']], { unit: 's' }),
  timeseries(
    'Age of the latest round',
    'How old the report was when it was scraped, of the ten oldest. More than the interval means that sampling has stopped, or that clocks differ.',
    [[`topk(10, max by (${BY}) (${AGE}))`, '{{instance}}'], [`max(${of('sample_interval_seconds')})`, 'interval']],
    { unit: 's', overrides: [dashed('B', 'text')] },
  ),
  timeseries('Failed rounds over time', 'Rounds, or parts of one, that failed per second.', [[`sum by (${BY}) (${rate('sample_failures_total')}) > 0`, '{{instance}}']], {
    unit: 'ops', color: 'orange',
  }),
  timeseries('Verdicts taken back', 'Verdicts "leaking" that were taken back since the process began: how far to trust them here.', [[top('retractions_total'), '{{instance}}']], {
    color: 'orange',
  }),
  timeseries('Freed threads', 'Threads interrupted because they were proven leaked, where that is asked for.', [[top('freed_threads_total'), '{{instance}}']]),
);

const sees = row(
  'What it sees',
  timeseries('Sites kept', 'Creation sites that the monitor keeps apart, on the ten instances with most.', [[top('sites'), '{{instance}}']]),
  timeseries(
    'Sites and endpoints folded',
    'What is summed up as "other" as a table was full, over all instances: a leak among them has no name.',
    [[`sum(${of('folded_sites')})`, 'sites'], [`sum(${of('folded_endpoints')})`, 'endpoints']],
    { overrides: [shades('A', 'orange'), shades('B', 'purple')] },
  ),
  timeseries('Who named the sites', 'Live threads by the source of their creation site; "name" is the weakest.',
    [[`sum by (source) (${of('attributed_threads')})`, '{{source}}']],
    {
      stacked: true,
      overrides: Object.entries({ agent: 'green', factory: 'blue', jfr: 'light-blue', task: 'purple', name: 'orange' }).map(([source, color]) => colour(source, color)),
    },
  ),
);

const evidence = row(
  'Evidence and proof',
  timeseries('Bundles of evidence', 'Bundles written, failed, held back as the last one was fresh, or dropped to make room, per hour. Absent where no evidence is kept.',
    [[`sum by (outcome) (increase(${of('evidence_bundles_total')}[1h]))`, '{{outcome}}']],
    { step: true, overrides: Object.entries({ written: 'green', failed: 'orange', held_back: 'blue', dropped: 'purple' }).map(([outcome, color]) => colour(outcome, color)) },
  ),
  timeseries('Age of the latest evidence', 'Since the last bundle was written, on the ten instances where that is longest ago. Absent before one.',
    [[`topk(10, time() - max by (${BY}) (${of('evidence_timestamp_seconds')}))`, '{{instance}}']],
    { unit: 's' },
  ),
  timeseries('Age of the proof', 'How old the oldest of what proofs tell is, on the ten instances where it is oldest. Absent before one.',
    [[`topk(10, time() - max by (${BY}) (${of('proof_timestamp_seconds')}))`, '{{instance}}']],
    { unit: 's' },
  ),
);

const scrapes = row(
  'Scrapes and versions',
  timeseries('Time of a scrape', 'As Prometheus sees it, of the ten slowest targets at the end of the range; the metrics of others at the same target included.',
    [[`${largest(10, BY, (at) => `max by (${BY}) (${of('scrape_duration_seconds')}${at})`)}\nand on (${BY}) ${of('build_info')}`, '{{instance}}']],
    { w: 6, unit: 's' },
  ),
  timeseries('Samples of a scrape', 'How many samples a scrape brings, of the ten largest targets: what sample_limit is held against.',
    [[`${largest(10, BY, (at) => `max by (${BY}) (${of('scrape_samples_scraped')}${at})`)}\nand on (${BY}) ${of('build_info')}`, '{{instance}}']],
    { w: 6 },
  ),
  table('Versions in use', 'Running versions of threadleak and of Java, by service.',
    { job: JOB, version: 'threadleak', java_version: 'Java' },
    [{ name: 'Instances', expr: `count by (job, version, java_version) (${of('build_info')})` }],
    { w: 12, h: 8, first: 3, sortBy: 'Instances' },
  ),
  table('Instances', 'One exporter a row: what it costs and what it tells apart.',
    { instance: INSTANCE, job: JOB },
    [
      { name: 'Cost', expr: COST, unit: 'percentunit', decimals: 2 },
      { name: 'Interval', expr: `max by (${BY}) (${of('sample_interval_seconds')})`, unit: 's' },
      { name: 'Age of the round', expr: `max by (${BY}) (${AGE})`, unit: 's', decimals: 0 },
      { name: 'Failures', expr: `sum by (${BY}) (increase(${of('sample_failures_total')}[1h]))`, decimals: 0 },
      { name: 'Sites', expr: `max by (${BY}) (${of('sites')})` },
      { name: 'Folded', expr: `max by (${BY}) (${of('folded_sites')})`, thresholds: ORANGE_FROM_ONE, cell: 'color-text' },
    ],
    { sortBy: 'Cost' },
  ),
);

export const exporter = dashboard({
  uid: UIDS.exporter,
  title: 'Thread leaks: exporter health',
  description: 'Whether threadleak itself works on each instance, what it costs, what it cannot tell apart, and which versions run.',
  rows: [works, rounds, sees, evidence, scrapes],
});
