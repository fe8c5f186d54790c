import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { dashboards, PROJECT } from './dashboards.mjs';
import { expressionsOf, lint, RULE_NAMES } from './lint.mjs';
import { Prometheus } from './prometheus.mjs';

/** Rules that a panel may break, each with the reason. */
const EXCLUSIONS = [
  ['panel-units', /^Fastest leak$/, 'name and value stand side by side: the value needs its words, which a custom unit gives'],
  ['target-rate-interval', /^(Live threads per unit of work a second|Started and ended)$/, 'both sides are smoothed over the same half hour, or what is between them is noise'],
  ['target-counter-agg', /^Instances$/, 'started and ended since the monitor began are compared with each other, not over time'],
  ['target-counter-agg', /^(Endpoints and their creation sites|Live threads per 1000 times served)$/, 'what is left of all that was ever served is the question: leaked threads do not end with a time range'],
  ['target-counter-agg', /^(Verdicts taken back|Freed threads)$/, 'happens a few times in the life of a process: the count itself is what one reads'],
];

let prometheus;
let storage;
before(async () => {
  storage = mkdtempSync(join(tmpdir(), 'threadleak-lint-'));
  prometheus = await Prometheus.start(join(PROJECT, 'target/prometheus-3/prometheus'), storage);
});
after(async () => {
  await prometheus?.stop();
  rmSync(storage, { recursive: true, force: true });
});

async function complaintsOn(json) {
  const queries = [];
  for (const { expr, ...rest } of expressionsOf(json)) {
    queries.push(await prometheus.parse(expr).then((tree) => ({ ...rest, tree }), ({ message }) => ({ ...rest, error: message })));
  }
  return lint(json, queries);
}

const excluded = ({ rule, place }) => EXCLUSIONS.find(([name, places]) => name === rule && places.test(place));

test('dashboards_all_keepTheRulesOfTheLinter', async () => {
  const used = new Set();
  for (const { name, json } of dashboards()) {
    const complaints = await complaintsOn(json);
    complaints.map(excluded).forEach((exclusion) => used.add(exclusion));
    assert.deepEqual(complaints.filter((complaint) => !excluded(complaint)), [], name);
  }
  assert.deepEqual(EXCLUSIONS.filter((exclusion) => !used.has(exclusion)), [], 'exclusions that nothing needs');
});

/** For each rule what is right in some dashboard, and what breaks it. */
const FAULTS = {
  'template-datasource': ['"query": "prometheus"', '"query": "loki"'],
  'template-job': ['"label": "Job"', '"label": "Service"'],
  'template-instance': ['"name": "instance"', '"name": "pod"'],
  'template-label-promql': ['label_values(threadleak_build_info{', 'label_values(threadleak_build_info{{'],
  'template-on-time-change-reload': ['"refresh": 2', '"refresh": 1'],
  'panel-datasource': ['"uid": "${datasource}"', '"uid": "my-prometheus"'],
  'panel-title-description': ['Instances that expose metrics of threadleak now.', ''],
  'panel-units': ['"unit": "percentunit"', '"unit": "threads"'],
  'panel-no-targets': [/"targets": \[\{.*?\}\],?\n/, '"targets": [],\n'],
  'target-promql': ['"expr": "count(', '"expr": "count(('],
  'target-rate-interval': ['[$__rate_interval]', '[5m]'],
  'target-job': ['job=~\\"$job\\"', 'job=\\"$job\\"'],
  'target-instance': [',instance=~\\"$instance\\"', ''],
  'target-counter-agg': [/rate\((threadleak_\w+_total\{[^}]*\})\[\$__rate_interval\]\)/, '$1'],
  'uneditable-dashboard': ['"editable": false', '"editable": true'],
};

test('faults_eachRule_hasOne', () => assert.deepEqual(Object.keys(FAULTS), RULE_NAMES));

for (const [rule, [right, wrong]] of Object.entries(FAULTS)) {
  test(`rule_${rule}_seededFault_isTold`, async () => {
    const { text } = dashboards().find((each) => each.name === 'threadleak.json');
    const broken = typeof right === 'string' ? text.replaceAll(right, wrong) : text.replace(right, wrong);
    assert.notEqual(broken, text, 'the fault is seeded');
    const complaints = await complaintsOn(JSON.parse(broken));
    assert.ok(complaints.some((complaint) => complaint.rule === rule && !excluded(complaint)), JSON.stringify(complaints));
  });
}
