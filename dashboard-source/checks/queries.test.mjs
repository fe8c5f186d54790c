/** Every query against real servers of both lines, with samples of a fleet in which things go wrong. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { annotationsOf, dashboards, fill, PROJECT, queriesOf, variablesOf } from './dashboards.mjs';
import { HOURS, openMetrics } from './fleet.mjs';
import { backfill, Prometheus } from './prometheus.mjs';
import { optionsOf, valuesOf } from './variables.mjs';

/** Queries that the simulated fleet rightly leaves empty, each with its reason. */
const EMPTY = new Map([['annotation Alerts', 'no rules are loaded, so no alert fires']]);

const LINES = { '2.': 'prometheus', '3.': join(PROJECT, 'target/prometheus-3/prometheus') };
const RANGE = 6 * 3600;
const END = Math.floor(Date.now() / 60_000) * 60;

let blocks;
before(() => {
  assert.ok(existsSync(LINES['3.']), `${LINES['3.']} is missing: run scripts/prometheus-3`);
  assert.ok(HOURS * 3600 > RANGE);
  blocks = backfill(openMetrics(END));
});
after(() => blocks?.remove());

for (const [line, program] of Object.entries(LINES)) {
  test(`queries_onPrometheus${line}x_allAreAnswered`, async () => {
    const prometheus = await Prometheus.start(program, blocks.storage);
    try {
      assert.ok(prometheus.version.startsWith(line), prometheus.version);
      const wrong = [];
      for (const { name, json } of dashboards()) {
        const values = await valuesOf(json, prometheus, END);
        for (const { place, expr, instant } of queriesOf(json)) {
          const query = fill(expr, values);
          const data = await (instant
            ? prometheus.instant(query, END)
            : prometheus.range(query, END - RANGE, END, 60));
          if (data.result.length > 0 === EMPTY.has(place)) {
            wrong.push(`${name}: ${place}: ${data.result.length} series\n${query}`);
          }
        }
      }
      assert.deepEqual(wrong, []);
    } finally {
      await prometheus.stop();
    }
  });
}

test('siteVariable_aLeakAmongHealthySites_comesFirst', async () => {
  const prometheus = await Prometheus.start(LINES['2.'], blocks.storage);
  try {
    const { json } = dashboards().find(({ name }) => name === 'threadleak-site.json');
    const variable = variablesOf(json).find(({ name }) => name === 'site_id');
    const options = await optionsOf(variable, { job: '.+', instance: '.+' }, prometheus, END);
    assert.deepEqual(options[0], { text: 'com.acme.orders.RetryQueue.later(RetryQueue.java:41)', value: '7fd20b11' });
    assert.ok(options.some(({ text }) => text.startsWith('com.acme.billing.Ledger')));
    assert.equal(new Set(options.map(({ value }) => value)).size, options.length);
  } finally {
    await prometheus.stop();
  }
});

test('annotations_eachDashboard_tellOfAlertsAndLeaks', () => {
  for (const { name, json } of dashboards()) {
    const names = annotationsOf(json).map((annotation) => annotation.name);
    assert.deepEqual(names.slice(0, 2), ['Alerts', 'Leaks found'], name);
    assert.match(names[2], /^(Restarts|Deploys)$/, name);
  }
});
